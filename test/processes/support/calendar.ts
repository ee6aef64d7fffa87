import type { WorkCalendar } from '../../../engine/model/world.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
/** Asia/Shanghai has one offset and no summer time. */
const OFFSET = 8 * HOUR;

/** Holidays as first and last day; weekends are off besides. 2027 holds the statutory days only: it is not published yet. */
const holidays: readonly (readonly [string, string])[] = [
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
  ['2027-01-01', '2027-01-01'],
  ['2027-02-05', '2027-02-08'],
];
/** Weekend days on which people work. */
const makeups: readonly string[] = ['2026-09-20', '2026-10-10'];
/** Business hours of a working day, hours since midnight. */
const hours: readonly (readonly [number, number])[] = [
  [8.5, 12],
  [14.5, 17.5],
];

const dayOf = (at: number) => Math.floor((at + OFFSET) / DAY);
const startOf = (day: number) => day * DAY - OFFSET;
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

function works(day: number): boolean {
  const date = dateOf(day);
  if (makeups.includes(date)) return true;
  const weekday = new Date(day * DAY).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.some(([first, last]) => first <= date && date <= last);
}

const next = (day: number): number => (works(day) ? day : next(day + 1));
const close = (day: number) => startOf(day) + 17.5 * HOUR;

/** The calendar of the scenarios: a fixed table, so that a trace never changes with the year in which it is run. */
export const calendar: WorkCalendar = {
  workdays(from, n) {
    let day = n === 0 ? next(dayOf(from)) : dayOf(from);
    for (let left = n; left > 0; left--) day = next(day + 1);
    return close(day);
  },
  calendarDays: (from, n) => close(next(dayOf(from) + n)),
  workhours(from, n) {
    let left = n * HOUR;
    for (let day = next(dayOf(from)); ; day = next(day + 1)) {
      for (const [open, end] of hours) {
        const begin = Math.max(from, startOf(day) + open * HOUR);
        const spare = startOf(day) + end * HOUR - begin;
        if (spare <= 0) continue;
        if (left <= spare) return begin + left;
        left -= spare;
      }
    }
  },
  isWorkday: (at) => works(dayOf(at)),
  provisional: (_, to) => dateOf(dayOf(to)) >= '2027-01-01',
};
