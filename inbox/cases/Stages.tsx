import { Check } from 'lucide-react';
import type { CaseView } from '../../server/cases/contract.ts';
import { longDay } from '../../ui/text/dates.ts';

/** 发现—研判—流转—处置—反馈, with their dates. */
export function Stages({ stages }: { readonly stages: CaseView['stages'] }) {
  return (
    <ol className="stages" aria-label="五个阶段">
      {stages.map(({ name, state, at, note }) => (
        <li key={String(name)} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="dot">
            {state === 'done' ? <Check size={11} strokeWidth={3} aria-label="已完成" /> : null}
          </span>
          <b>{String(name)}</b>
          <span className="caption">{note ?? (at ? longDay(at).split(' ')[0] : state === 'ahead' ? '未到' : '')}</span>
        </li>
      ))}
    </ol>
  );
}
