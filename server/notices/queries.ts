import { sql } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';

export interface NewNotice {
  readonly id: string;
  readonly account: string;
  readonly text: string;
  readonly case: string | null;
}

/** Writes notices; those that were written before (same id) stay as they are. */
export async function insertNotices(trx: Trx, town: number, notices: readonly NewNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  await trx
    .insertInto('notice')
    .values(
      notices.map(({ id, account, text, case: caseId }) => ({
        town_id: town,
        account_id: account,
        notice_id: id,
        at: now,
        text,
        case_id: caseId,
        read_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['town_id', 'account_id', 'notice_id']).doNothing())
    .execute();
}

/** Active people of a role, or the one account of this id. */
export async function recipientsOf(db: Db, town: number, to: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('account_id')
    .where('town_id', '=', town)
    .where('disabled_at', 'is', null)
    .where((where) => where.or([sql<boolean>`${to} = any(roles)`, sql<boolean>`account_id::text = ${to}`]))
    .orderBy('account_id')
    .execute();
  return rows.map((row) => row.account_id);
}

export async function listNotices(db: Db, town: number, account: string, limit: number) {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .orderBy('at', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(limit)
    .execute();
}

export async function countUnread(db: Db, town: number, account: string): Promise<number> {
  const row = await db
    .selectFrom('notice')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Answers whether the person has this notice. */
export async function markRead(db: Db, town: number, account: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice')
    .set((set) => ({ read_at: set.fn.coalesce('read_at', set.val(now)) }))
    .where('town_id', '=', town)
    .where('account_id', '=', account)
    .where('notice_id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
