import { CornerDownLeft, CornerUpLeft, PauseCircle, Share2 } from 'lucide-react';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { shortTime } from '../../ui/text/dates.ts';

const icons = { delegated: Share2, resolved: CornerDownLeft, returned: CornerUpLeft };

/** What whoever works here must know first: that it rests, by whom it was asked for, why it came back. */
export function TaskNotes({ task }: { readonly task: TaskDetail }) {
  const now = new Date();
  const { suspended, notes } = task;
  if (!suspended && notes.length === 0) return null;
  return (
    <div className="tasknotes">
      {suspended ? (
        <p className="banner warn" role="status">
          <PauseCircle size={16} aria-hidden />
          <span>
            流程已暂停，恢复后才能办理。原因：{suspended.reason || '未写明'}（{shortTime(suspended.at, now)}）
          </span>
        </p>
      ) : null}
      {notes.map((note) => {
        const Icon = icons[note.kind];
        return (
          <div key={note.at + note.kind} className="tasknote">
            <Icon size={14} aria-hidden />
            <div>
              <p className="small">
                <b>{headOf(note, task)}</b>　<span className="quiet">{shortTime(note.at, now)}</span>
              </p>
              {note.text ? <p className="pre">{note.text}</p> : null}
            </div>
          </div>
        );
      })}
    </div>
  );
}

function headOf({ kind, by, to }: TaskDetail['notes'][number], { may }: TaskDetail): string {
  if (kind === 'delegated') return may.includes('resolve') ? `受 ${by} 委托` : `${by} 委托 ${to ?? '同事'}`;
  return kind === 'resolved' ? `${by} 交回` : `${by} 退回`;
}
