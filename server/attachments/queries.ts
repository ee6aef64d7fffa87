import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { AttachmentTables } from './tables.ts';

export type AttachmentRow = Selectable<AttachmentTables['attachment']>;

export async function insertAttachment(trx: Trx, row: Insertable<AttachmentTables['attachment']>): Promise<void> {
  await trx.insertInto('attachment').values(row).execute();
}

export async function listAttachments(db: Db, town: number, caseId: string): Promise<AttachmentRow[]> {
  return db
    .selectFrom('attachment')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('attachment_id')
    .execute();
}

export async function findAttachment(db: Db, town: number, id: string): Promise<AttachmentRow | undefined> {
  return db
    .selectFrom('attachment')
    .selectAll()
    .where('town_id', '=', town)
    .where('attachment_id', '=', id)
    .executeTakeFirst();
}

/** Bytes that a case holds already. */
export async function sizeOfCase(db: Db, town: number, caseId: string): Promise<number> {
  const row = await db
    .selectFrom('attachment')
    .select((select) => select.fn.sum<string | null>('size').as('bytes'))
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return Number(row.bytes ?? 0);
}

/** Those of these attachments that belong to the case. */
export async function attachmentsAmong(
  db: Db,
  town: number,
  caseId: string,
  ids: readonly string[],
): Promise<string[]> {
  const uuids = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id));
  if (uuids.length === 0) return [];
  const rows = await db
    .selectFrom('attachment')
    .select('attachment_id')
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('attachment_id', 'in', uuids)
    .execute();
  return rows.map((row) => row.attachment_id);
}

/** Puts attachments of a case into one of its orders too: the scans of a paper answer. */
export async function assignToOrder(
  trx: Trx,
  town: number,
  caseId: string,
  order: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('attachment')
    .set({ order_id: order })
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .where('attachment_id', 'in', [...ids])
    .execute();
}
