import { closeOf, type DayTable, isWorkday, rollOver } from '../calendar/counting.ts';
import { dayNumber, startOfDay } from '../calendar/zone.ts';

/** One rung of `onedoor:overdue`, as the compiled node keeps it. */
export interface Rung {
  /** `workdays:3` after the deadline, `-workdays:1` before it. */
  readonly after: string;
  /** 提醒 催办 督办 通报 */
  readonly verb: string;
  /** `assignee`, a role, or `=` and a fact that holds an account id. */
  readonly to: string;
}

/** One `onedoor:notify`. */
export interface Notify {
  readonly when: 'created' | 'completed' | 'overdue';
  readonly to: string;
}

/** Something to say at a moment about a task that is still open. */
export interface Alarm {
  readonly at: Date;
  readonly verb: string;
  readonly audience: string;
}

const form = /^(-?)workdays:(\d{1,3})$/;

/**
 * The moments of a step's ladder. Before the deadline: when the office opens on the n-th working day before it; after it:
 * when the office opens on the n-th working day after it; 0: at the deadline itself. A rung that cannot be read is left
 * out here because publishing refuses it.
 */
export function alarmsOf(
  table: DayTable,
  due: number,
  rungs: readonly Rung[],
  notices: readonly Notify[],
): readonly Alarm[] {
  const ladder = rungs.flatMap((rung) => {
    const match = form.exec(rung.after);
    if (!match) return [];
    const at = momentOf(table, due, Number(match[2]), match[1] === '-');
    return [{ at: new Date(at), verb: rung.verb, audience: rung.to }];
  });
  const late = notices
    .filter((notice) => notice.when === 'overdue')
    .map((notice) => ({ at: new Date(due), verb: '超期', audience: notice.to }));
  return [...ladder, ...late].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function momentOf(table: DayTable, due: number, count: number, before: boolean): number {
  if (count === 0) return due;
  let day = dayNumber(due);
  for (let left = count; left > 0; left--) day = before ? workdayBefore(table, day) : rollOver(table, day + 1);
  return openOf(table, day);
}

function workdayBefore(table: DayTable, day: number): number {
  let earlier = day - 1;
  while (!isWorkday(table, earlier)) earlier--;
  return earlier;
}

/** When the office opens on a day; a town without hours opens at midnight. */
function openOf(table: DayTable, day: number): number {
  const first = table.hours[0]?.[0];
  return first === undefined ? closeOf(table, day - 1) : startOfDay(day) + first * 60_000;
}
