import type { WorkCalendar } from '../../engine/model/world.ts';
import {
  addCalendarDays,
  addWorkdays,
  addWorkhours,
  closeOf,
  type DayTable,
  isProvisional,
  isWorkday,
} from './counting.ts';
import { dayNumber } from './zone.ts';

/** The day counting of one town as the engine asks for it: instants in milliseconds. */
export function workCalendar(table: DayTable): WorkCalendar {
  return {
    workdays: (from, n) => closeOf(table, addWorkdays(table, dayNumber(from), n)),
    calendarDays: (from, n) => closeOf(table, addCalendarDays(table, dayNumber(from), n)),
    workhours: (from, n) => addWorkhours(table, from, n),
    isWorkday: (at) => isWorkday(table, dayNumber(at)),
    provisional: (from, to) => isProvisional(table, dayNumber(from), dayNumber(to)),
  };
}
