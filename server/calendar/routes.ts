import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { everyRole, route } from '../identity/guard.ts';
import { Deadline } from './contract.ts';
import { deadlineOf } from './deadline.ts';
import { dayTable } from './town.ts';
import { workCalendar } from './work-calendar.ts';

const Due = Type.Object({
  count: Type.Integer({ minimum: 0, maximum: 365 }),
  unit: Type.Enum(['workdays', 'workhours', 'calendar days']),
});

/** What the designer asks of the town's day counting. */
export async function calendarRoutes(app: App, { database, clock }: ServerDeps): Promise<void> {
  app.get(
    '/api/calendar/due',
    route({ summary: '从现在起算，期限落在哪天', querystring: Due, response: { 200: Deadline } }, { roles: everyRole }),
    async ({ me, query: { count, unit } }) => {
      const table = await dayTable(database, me.town);
      const calendar = workCalendar(table);
      const now = clock.now();
      const counted = {
        workdays: calendar.workdays,
        workhours: calendar.workhours,
        'calendar days': calendar.calendarDays,
      }[unit];
      return deadlineOf(table, new Date(counted(now.getTime(), count)), now, now);
    },
  );
}
