import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** When the next timer, job or reminder of the town falls due; undefined when there is none. */
export async function nextDue(db: Db, town: number): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from timer where town_id = ${town}),
      (select min(run_at) from job where town_id = ${town} and status = 'ready'),
      (select min(at) from alarm where town_id = ${town} and fired_at is null)) as at`.execute(db);
  return rows[0]?.at ?? undefined;
}
