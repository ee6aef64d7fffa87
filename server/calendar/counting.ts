import { dayLength, dayNumber, startOfDay, weekdayOf } from './zone.ts';

/** What a town counts by. Days are day numbers of Asia/Shanghai (see zone.ts). */
export interface DayTable {
  /** Days off that are a weekday, or a weekend inside a holiday, by name. */
  readonly holidays: ReadonlyMap<number, string>;
  /** Weekend days that are worked (调休补班). */
  readonly makeups: ReadonlySet<number>;
  /** Years whose arrangement is published. */
  readonly official: ReadonlySet<number>;
  /** Business hours in minutes after midnight, in order, not overlapping. */
  readonly hours: readonly (readonly [from: number, until: number])[];
}

/** A town would have to rest for years on end; more days than this are a wrong table or a wrong question. */
const horizon = 3660;

export const isWorkday = (table: DayTable, day: number): boolean =>
  table.makeups.has(day) || (!table.holidays.has(day) && weekdayOf(day) % 6 !== 0);

/** This day, or the next working day when it is none (民法典 203). */
export function rollOver(table: DayTable, day: number): number {
  for (let next = day; next <= day + horizon; next++) if (isWorkday(table, next)) return next;
  throw new RangeError(`Expected a working day within ${horizon} days after day ${day} but there is none`);
}

/** The n-th working day after `day`, which itself is not counted (民法典 201); for 0 the day itself or the next working day. */
export function addWorkdays(table: DayTable, day: number, n: number): number {
  demandCount(n);
  let reached = n === 0 ? rollOver(table, day) : day;
  for (let left = n; left > 0; left--) reached = rollOver(table, reached + 1);
  return reached;
}

/** The n-th calendar day after `day`, which itself is not counted; a last day that is none of work moves on (民法典 201, 203). */
export function addCalendarDays(table: DayTable, day: number, n: number): number {
  demandCount(n);
  return rollOver(table, day + n);
}

/** The corresponding day `n` months later, or that month's end when it has none (民法典 202); rolled over (203). */
export function addMonths(table: DayTable, day: number, n: number): number {
  demandCount(n);
  const date = new Date(day * dayLength);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n + 1, 0)).getUTCDate();
  return rollOver(table, first / dayLength + Math.min(date.getUTCDate(), length) - 1);
}

/** When the office closes on a day (民法典 203: the last day ends with business hours, where there are any). */
export const closeOf = (table: DayTable, day: number): number =>
  startOfDay(day) + (table.hours.at(-1)?.[1] ?? 24 * 60) * 60_000;

/**
 * `n` working hours after an instant, inside business hours: an hour that would run over lunch, night or a holiday goes
 * on after it. Counted from the moment itself (民法典 201 II). n may be a fraction.
 */
export function addWorkhours(table: DayTable, from: number, n: number): number {
  if (!(n >= 0) || !Number.isFinite(n)) throw new RangeError(`Expected a number of hours from 0 but got ${n}`);
  if (table.hours.length === 0) throw new RangeError('Expected business hours but the town has none');
  let left = Math.round(n * 3_600_000);
  let day = dayNumber(from);
  for (;;) {
    day = rollOver(table, day);
    for (const [open, close] of table.hours) {
      const begin = Math.max(from, startOfDay(day) + open * 60_000);
      const room = startOfDay(day) + close * 60_000 - begin;
      // A period that ends exactly at closing time ends today, not tomorrow morning.
      if (room > 0 && left <= room) return begin + left;
      if (room > 0) left -= room;
    }
    day++;
  }
}

/** Working days after `from` up to `to`: how many are left, or, of a past deadline, how many it is over. Negative never. */
export function workdaysBetween(table: DayTable, from: number, to: number): number {
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (isWorkday(table, day)) count++;
  return count;
}

/** Whether a year between two days (inclusive) has no published arrangement. */
export function isProvisional(table: DayTable, from: number, to: number): boolean {
  const yearOf = (day: number) => new Date(day * dayLength).getUTCFullYear();
  for (let year = yearOf(Math.min(from, to)); year <= yearOf(Math.max(from, to)); year++)
    if (!table.official.has(year)) return true;
  return false;
}

function demandCount(n: number): void {
  if (!Number.isInteger(n) || n < 0 || n > horizon)
    throw new RangeError(`Expected a whole number of days from 0 to ${horizon} but got ${n}`);
}
