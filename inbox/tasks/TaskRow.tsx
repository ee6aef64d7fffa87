import { Link } from 'react-router';
import type { TaskItem } from '../../server/inbox/contract.ts';
import { Deadline } from '../../ui/parts/Deadline.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { partsOf, shortTime } from '../../ui/text/dates.ts';

interface Props {
  readonly item: TaskItem;
  readonly to: string;
  readonly selected: boolean;
}

/** Level, case, deadline; below: the step and who is at odds. */
export function TaskRow({ item, to, selected }: Props) {
  return (
    <li>
      <Link
        to={to}
        className={`taskrow${item.suspended ? ' suspended' : ''}`}
        aria-current={selected || undefined}
        data-task={item.id}
      >
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
          {marksOf(item).map((mark) => (
            <span key={mark} className="mark">
              {mark}
            </span>
          ))}
          {item.case ? <span className="quiet">{item.case.parties}</span> : null}
        </span>
      </Link>
    </li>
  );
}

/** What sets the task apart from others of its name. */
function marksOf({ suspended, delegation, signing, urgent, followUp, claimedByMe }: TaskItem): string[] {
  return [
    ...(suspended ? ['已暂停'] : []),
    ...(urgent ? ['加急'] : []),
    ...(signing ? [`已签 ${signing.signed}/${signing.of}`] : []),
    ...(delegation ? [claimedByMe ? `受 ${delegation.by} 委托` : `已委托 ${delegation.to}`] : []),
    ...(followUp ? [`${partsOf(followUp).month}月${partsOf(followUp).day}日跟进`] : []),
  ];
}
