import type { SourceFile } from '../../engine/model/problem.ts';
import type { Db, Trx } from '../db/schema.ts';

/** The files of a deployed version, read in the caller's transaction. Throws when it was never deployed. */
export async function versionFiles(db: Db, town: number, key: string): Promise<readonly SourceFile[]> {
  const row = await db
    .selectFrom('procedure_version')
    .select('files')
    .where('town_id', '=', town)
    .where('procedure_key', '=', key)
    .executeTakeFirst();
  if (!row) throw new Error(`Expected procedure ${key} in town ${town} but it was never deployed`);
  return row.files;
}

export interface DraftRow {
  readonly files: readonly SourceFile[];
  readonly rev: number;
  readonly base: number;
  readonly saved_at: Date;
  readonly saved_by: string;
  readonly saved_by_name: string;
}

export async function findDraft(db: Db, town: number, process: string): Promise<DraftRow | undefined> {
  return db
    .selectFrom('procedure_draft')
    .select(['files', 'rev', 'base', 'saved_at', 'saved_by', 'saved_by_name'])
    .where('town_id', '=', town)
    .where('process_id', '=', process)
    .executeTakeFirst();
}

export async function listDrafts(db: Db, town: number) {
  return db
    .selectFrom('procedure_draft')
    .select(['process_id', 'saved_at', 'saved_by_name'])
    .where('town_id', '=', town)
    .execute();
}

/**
 * Saves a draft that was read at `rev` (0: there was none) as the next revision. False when somebody saved meanwhile.
 * The revision grows past a discarded draft's too, as `next` says.
 */
export async function saveDraft(
  trx: Trx,
  town: number,
  process: string,
  rev: number,
  draft: DraftRow,
): Promise<boolean> {
  const { files, ...rest } = draft;
  const values = { ...rest, files: JSON.stringify(files) };
  if (rev === 0) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('procedure_draft')
      .values({ town_id: town, process_id: process, ...values })
      .onConflict((conflict) => conflict.columns(['town_id', 'process_id']).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await trx
    .updateTable('procedure_draft')
    .set(values)
    .where('town_id', '=', town)
    .where('process_id', '=', process)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes the draft of this revision; false when it is not there any more. */
export async function dropDraft(trx: Trx, town: number, process: string, rev: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('procedure_draft')
    .where('town_id', '=', town)
    .where('process_id', '=', process)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function shippedOf(db: Db, town: number): Promise<Map<string, { checksum: string; key: string }>> {
  const rows = await db.selectFrom('procedure_shipped').selectAll().where('town_id', '=', town).execute();
  return new Map(rows.map((row) => [row.process_id, { checksum: row.checksum, key: row.procedure_key }]));
}

export async function rememberShipped(
  trx: Trx,
  town: number,
  process: string,
  checksum: string,
  key: string,
): Promise<void> {
  await trx
    .insertInto('procedure_shipped')
    .values({ town_id: town, process_id: process, checksum, procedure_key: key })
    .onConflict((conflict) => conflict.columns(['town_id', 'process_id']).doUpdateSet({ checksum, procedure_key: key }))
    .execute();
}
