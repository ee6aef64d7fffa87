import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { CommentTables } from './tables.ts';

export type CommentRow = Selectable<CommentTables['case_comment']>;

/** The comments of a case, newest first. */
export async function listComments(db: Db, town: number, caseId: string): Promise<CommentRow[]> {
  return db
    .selectFrom('case_comment')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('comment_id', 'desc')
    .execute();
}

export async function findComment(db: Db, town: number, id: string): Promise<CommentRow | undefined> {
  return db
    .selectFrom('case_comment')
    .selectAll()
    .where('town_id', '=', town)
    .where('comment_id', '=', id)
    .executeTakeFirst();
}

export async function insertComment(trx: Trx, row: CommentRow): Promise<void> {
  await trx.insertInto('case_comment').values(row).execute();
}

/** Takes the words away and leaves the place; whether it was still there. */
export async function blankComment(trx: Trx, town: number, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('case_comment')
    .set({ text_enc: null, deleted_at: now })
    .where('town_id', '=', town)
    .where('comment_id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
