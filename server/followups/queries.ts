import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { FollowupTables } from './tables.ts';

export type FollowupRow = Selectable<FollowupTables['followup']>;

/** Plans a follow-up; answers the one that this cause planned before, if it did. */
export async function planFollowup(trx: Trx, row: Insertable<FollowupTables['followup']>): Promise<FollowupRow> {
  await trx
    .insertInto('followup')
    .values(row)
    .onConflict((conflict) => conflict.columns(['town_id', 'cause']).doNothing())
    .execute();
  return trx
    .selectFrom('followup')
    .selectAll()
    .where('town_id', '=', row.town_id)
    .where('cause', '=', row.cause)
    .executeTakeFirstOrThrow();
}

/** The follow-up that is still to be made, the earliest first. */
export async function openFollowup(db: Db, town: number, caseId: string): Promise<FollowupRow | undefined> {
  return db
    .selectFrom('followup')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
}

export async function completeFollowup(
  trx: Trx,
  town: number,
  id: string,
  patch: Updateable<FollowupTables['followup']>,
): Promise<void> {
  await trx.updateTable('followup').set(patch).where('town_id', '=', town).where('followup_id', '=', id).execute();
}
