import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { MailStatus, MailTables } from './tables.ts';

export type MailRow = Selectable<MailTables['mail']>;

/** Nothing happens when the cause has written to this recipient before. */
export async function insertMail(trx: Trx, row: Insertable<MailTables['mail']>): Promise<void> {
  await trx
    .insertInto('mail')
    .values(row)
    .onConflict((conflict) => conflict.columns(['town_id', 'cause', 'to_address']).doNothing())
    .execute();
}

/**
 * Takes mails that are due, or whose sender died: attempts are counted here, so that a crash counts too, and the fence
 * grows, so that a sender that wakes after its lease cannot write.
 */
export async function claimMails(db: Db, town: number, now: Date, leaseUntil: Date, limit: number): Promise<MailRow[]> {
  return db
    .updateTable('mail')
    .set((set) => ({
      status: 'sending',
      attempts: set('attempts', '+', 1),
      fence: set('fence', '+', '1'),
      lease_until: leaseUntil,
    }))
    .where('town_id', '=', town)
    .where('mail_id', 'in', (select) =>
      select
        .selectFrom('mail')
        .select('mail_id')
        .where('town_id', '=', town)
        .where('next_at', '<=', now)
        .where((where) =>
          where.or([
            where('status', 'in', ['waiting', 'unknown']),
            where.and([where('status', '=', 'sending'), where('lease_until', '<', now)]),
          ]),
        )
        .orderBy('next_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

export interface Settlement {
  readonly status: Extract<MailStatus, 'sent' | 'waiting' | 'unknown' | 'failed'>;
  readonly next_at?: Date;
  readonly sent_at?: Date;
  readonly error: string | null;
}

/** Writes how the attempt ended; false when the lease was lost meanwhile. */
export async function settleMail(
  trx: Trx,
  { town_id, mail_id, fence }: MailRow,
  settlement: Settlement,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mail')
    .set({ ...settlement, lease_until: null })
    .where('town_id', '=', town_id)
    .where('mail_id', '=', mail_id)
    .where('status', '=', 'sending')
    .where('fence', '=', fence)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface MailPage {
  readonly status: MailStatus | undefined;
  readonly order?: string | undefined;
  readonly before: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listMails(db: Db, town: number, { status, order, before, limit }: MailPage): Promise<MailRow[]> {
  let query = db.selectFrom('mail').selectAll().where('town_id', '=', town);
  if (status) query = query.where('status', '=', status);
  if (order) query = query.where('order_id', '=', order);
  if (before)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'mail_id'), '<', tuple(before.at, before.id)),
    );
  return query.orderBy('created_at', 'desc').orderBy('mail_id', 'desc').limit(limit).execute();
}

export async function findMail(db: Db, town: number, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mail').selectAll().where('town_id', '=', town).where('mail_id', '=', id).executeTakeFirst();
}
