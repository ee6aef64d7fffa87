import type { Trx } from '../db/schema.ts';

/** Ends every session of the town; answers how many were open. */
export async function endSessions(trx: Trx, town: number, now: Date): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ ended_at: now })
    .where('town_id', '=', town)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Revokes every link that departments of the town hold; answers how many still worked. */
export async function revokeAllLinks(trx: Trx, town: number, now: Date): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('order_link')
    .set({ revoked_at: now })
    .where('town_id', '=', town)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
