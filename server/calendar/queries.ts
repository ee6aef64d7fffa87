import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { CalendarYear } from './seed.ts';

export async function insertYears(db: Db, town: number, years: readonly CalendarYear[]): Promise<void> {
  await db
    .insertInto('calendar_year')
    .values(years.map(({ year, official, source }) => ({ town_id: town, year, official, source })))
    .execute();
  const days = years.flatMap((year) => year.days);
  await db
    .insertInto('calendar_day')
    .values(days.map(({ day, kind, name }) => ({ town_id: town, day, kind, name })))
    .execute();
}

export async function readDays(db: Db, town: number) {
  const days = await db
    .selectFrom('calendar_day')
    .select([sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'), 'kind', 'name'])
    .where('town_id', '=', town)
    .execute();
  const years = await db.selectFrom('calendar_year').select(['year', 'official']).where('town_id', '=', town).execute();
  return { days, years };
}
