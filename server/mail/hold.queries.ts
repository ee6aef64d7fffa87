import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { MailTables } from './tables.ts';

export type Hold = Selectable<MailTables['outgoing_hold']>;

/** The hold on what leaves the house for a town, when there is one. */
export async function findHold(db: Db, town: number): Promise<Hold | undefined> {
  return db.selectFrom('outgoing_hold').selectAll().where('town_id', '=', town).executeTakeFirst();
}

/** Lets nothing out until it is released; what waited or was being sent is marked as held. */
export async function placeHold(trx: Trx, hold: Hold): Promise<void> {
  await trx
    .insertInto('outgoing_hold')
    .values(hold)
    .onConflict((conflict) => conflict.column('town_id').doNothing())
    .execute();
  await trx
    .updateTable('mail')
    .set({ status: 'held', lease_until: null })
    .where('town_id', '=', hold.town_id)
    .where('status', 'in', ['waiting', 'sending', 'unknown'])
    .execute();
}

/** Ends the hold; answers whether there was one. */
export async function liftHold(trx: Trx, town: number): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('outgoing_hold').where('town_id', '=', town).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Sends the held mails after all, each under the Message-ID that it always had, or never; answers how many. */
export async function settleHeld(trx: Trx, town: number, how: 'send' | 'drop', now: Date): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('mail')
    .set(
      how === 'send'
        ? { status: 'waiting', next_at: now }
        : { status: 'failed', error: '恢复备份后，管理员决定不再发送' },
    )
    .where('town_id', '=', town)
    .where('status', '=', 'held')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Mails that a hold keeps back: marked at its beginning, or written since. */
export async function countHeld(db: Db, town: number): Promise<{ marked: number; since: number }> {
  const rows = await db
    .selectFrom('mail')
    .select((select) => ['status', select.fn.countAll<string>().as('count')])
    .where('town_id', '=', town)
    .where('status', 'in', ['held', 'waiting'])
    .groupBy('status')
    .execute();
  const of = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
  return { marked: of('held'), since: of('waiting') };
}
