import { Link } from 'react-router';
import type { TaskItem } from '../../server/inbox/contract.ts';
import { Deadline } from '../../ui/parts/Deadline.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { shortTime } from '../../ui/text/dates.ts';

interface Props {
  readonly item: TaskItem;
  readonly to: string;
  readonly selected: boolean;
}

/** Level, case, deadline; below: the step and who is at odds. */
export function TaskRow({ item, to, selected }: Props) {
  return (
    <li>
      <Link to={to} className="taskrow" aria-current={selected || undefined} data-task={item.id}>
        <LevelMark level={item.case?.level ?? null} />
        <span className="title clip">{item.case?.title ?? item.name}</span>
        <span className="when">
          {item.ended ? (
            <span className="caption">{shortTime(item.ended, new Date())} 办结</span>
          ) : (
            <Deadline value={item.deadline} size={14} />
          )}
        </span>
        <span className="under clip">
          <span>{item.name}</span>
          {item.case ? <span className="quiet">{item.case.parties}</span> : null}
        </span>
      </Link>
    </li>
  );
}
