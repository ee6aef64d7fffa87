import { DAY, SECOND } from '../core/iso.ts';
import type { WorkCalendar } from '../model/world.ts';

const HOUR = 3_600 * SECOND;
const OFFSET = 8 * HOUR;
const OPENS = 8.5 * HOUR;
const CLOSES = 17.5 * HOUR;

/** Number of the local day since 1970-01-01, a Thursday. */
const dayOf = (at: number): number => Math.floor((at + OFFSET) / DAY);
const isWorking = (day: number): boolean => {
  const weekday = (day + 4) % 7;
  return weekday !== 0 && weekday !== 6;
};
/** A time of a local day, milliseconds since its midnight. */
const moment = (day: number, time: number): number => day * DAY - OFFSET + time;

/** The first working day on or after this one. */
function working(day: number): number {
  let at = day;
  while (!isWorking(at)) at++;
  return at;
}

function whole(n: number): number {
  if (Number.isInteger(n) && n >= 0 && n <= 10_000) return n;
  throw new RangeError(`Expected 0 to 10000 but the count is ${n}`);
}

/** Monday to Friday, 08:30 to 17:30 in Asia/Shanghai, without holidays: for simulations that bring no calendar of their own. */
export const plainCalendar: WorkCalendar = {
  workdays(from, n) {
    let day = dayOf(from);
    for (let left = whole(n); left > 0; left--) day = working(day + 1);
    return moment(working(day), CLOSES);
  },
  calendarDays: (from, n) => moment(working(dayOf(from) + whole(n)), CLOSES),
  workhours(from, n) {
    let day = dayOf(from);
    let time = isWorking(day) ? Math.max(OPENS, from - moment(day, 0)) : CLOSES;
    let left = whole(n) * HOUR;
    while (left > CLOSES - time) {
      left -= Math.max(0, CLOSES - time);
      day = working(day + 1);
      time = OPENS;
    }
    return moment(day, time + left);
  },
  isWorkday: (at) => isWorking(dayOf(at)),
  provisional: () => false,
};
