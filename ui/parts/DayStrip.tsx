import type { Deadline } from '../../server/calendar/contract.ts';
import './deadline.css';

type Day = Deadline['strip'][number];

/** The days that a deadline counts, one box a day: what counted, what did not, which is the last. */
export function DayStrip({ days, max = 14 }: { readonly days: readonly Day[]; readonly max?: number }) {
  if (days.length === 0) return null;
  const shown = days.length > max ? days.slice(-max) : days;
  return (
    <ol className="daystrip" aria-label={`计日：${stripWords(days).join('，')}`}>
      {shown.map((day) => (
        <li key={day.date} className={day.kind}>
          {day.label}
          <b>{Number(day.date.slice(8))}</b>
        </li>
      ))}
    </ol>
  );
}

/** What the strip says, in words: how many days are used, which days do not count. */
export function stripWords(days: readonly Day[]): string[] {
  const count = (...kinds: Day['kind'][]) => days.filter(({ kind }) => kinds.includes(kind)).length;
  const used = count('used', 'makeup', 'overdue');
  const today = days.findIndex(({ kind, label }) => kind === 'today' || label === '今天');
  const words: string[] = [];
  if (count('overdue') > 0) words.push(`已超 ${count('overdue')} 个工作日`);
  else if (today >= 0 && days[today]!.kind === 'last')
    words.push(used > 0 ? `今天是第 ${used + 1} 天，也是最后一天` : '今天是最后一天');
  else if (used > 0) words.push(`已用 ${used} 个工作日`);
  if (count('rest') > 0) words.push('周六、周日不计');
  if (count('holiday') > 0) words.push('放假日不计');
  if (count('makeup') > 0) words.push('补班日照计');
  return words;
}
