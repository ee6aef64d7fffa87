import { CirclePause, Clock, TriangleAlert } from 'lucide-react';
import type { Deadline as DeadlineView } from '../../server/calendar/contract.ts';
import { Chip } from './Chip.tsx';
import './deadline.css';

type Value = DeadlineView | null;

const icons = { calm: Clock, soon: Clock, late: TriangleAlert, paused: CirclePause };

/** Icon and sentence: `剩 2 个工作日`. The date and the counted days are in the title. */
export function Deadline({ value, size = 15 }: { readonly value: Value; readonly size?: number }) {
  if (!value) return <span className="deadline calm quiet">不限时</span>;
  const Icon = icons[value.state];
  return (
    <span
      className={`deadline ${value.state}`}
      title={`${value.date}${value.provisional ? '（暂定，该年工作日历未发布）' : ''}`}
    >
      <Icon size={size} className="icon" aria-hidden />
      {value.sentence}
      {value.provisional ? <Chip tone="warn">暂定</Chip> : null}
    </span>
  );
}

/** The deadline as the head of a page says it: `今天 17:30 到期`. */
export function DeadlineHeading({ value }: { readonly value: DeadlineView }) {
  const Icon = icons[value.state];
  const said = value.state === 'soon' && !/到期|剩/.test(value.sentence) ? `${value.sentence} 到期` : value.sentence;
  return (
    <span className={`deadline heading ${value.state}`}>
      <Icon size={17} className="icon" aria-hidden />
      {said}
      {value.provisional ? <Chip tone="warn">暂定</Chip> : null}
    </span>
  );
}
