import type { Db } from '../db/schema.ts';

/** Ids of the timeline's lines that belong to an order. */
export async function eventsOfOrder(db: Db, town: number, caseId: string, order: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('case_event')
    .select('event_id')
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('order_id', '=', order)
    .execute();
  return new Set(rows.map(({ event_id }) => event_id));
}
