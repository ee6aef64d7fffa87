import type { TownFacts } from '../../engine/model/door.ts';

const hour = 3_600_000;
const day = 24 * hour;
const midnight = (at: number) => Math.floor((at + 8 * hour) / day) * day - 8 * hour;

/** Every day is a working day, which ends at 17:30 in Asia/Shanghai; every group has hands but `nobody`. */
export const plainFacts: TownFacts = {
  calendar: {
    workdays: (from, n) => midnight(from) + n * day + 17.5 * hour,
    calendarDays: (from, n) => midnight(from) + (n + 1) * day,
    workhours: (from, n) => from + n * hour,
    isWorkday: () => true,
    provisional: () => false,
  },
  hasHands: (group) => group !== 'nobody',
};
