import type { Deadline as View } from '../../server/calendar/contract.ts';
import { Deadline } from '../../ui/parts/Deadline.tsx';

/** The deadline with the part of its days that is used up, and the date. */
export function Countdown({ value }: { readonly value: View | null }) {
  if (!value) return <span className="quiet">—</span>;
  const counted = value.strip.filter(({ kind }) => !['start', 'rest', 'holiday'].includes(kind));
  const used = counted.filter(({ kind }) => ['used', 'overdue'].includes(kind)).length;
  const share =
    value.state === 'late' ? 100 : counted.length === 0 ? 8 : Math.max(8, Math.round((used / counted.length) * 100));
  return (
    <div className={`countdown ${value.state}`}>
      <Deadline value={value} />
      <i>
        <i style={{ width: `${share}%` }} />
      </i>
      <span className="caption">{value.date}</span>
    </div>
  );
}
