import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { DocumentTables } from './tables.ts';

export type DocumentRow = Selectable<DocumentTables['document']>;

/** Stores a document; answers the id of the one that this cause made before, if it did. */
export async function storeDocument(trx: Trx, row: Insertable<DocumentTables['document']>): Promise<string> {
  await trx
    .insertInto('document')
    .values(row)
    .onConflict((conflict) => conflict.columns(['town_id', 'cause']).doNothing())
    .execute();
  const stored = await trx
    .selectFrom('document')
    .select('document_id')
    .where('town_id', '=', row.town_id)
    .where('cause', '=', row.cause)
    .executeTakeFirstOrThrow();
  return stored.document_id;
}

export async function findDocument(db: Db, town: number, id: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('town_id', '=', town)
    .where('document_id', '=', id)
    .executeTakeFirst();
}

export async function documentsOf(db: Db, town: number, caseId: string) {
  return db
    .selectFrom('document')
    .select(['document_id', 'template', 'title', 'at'])
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('document_id')
    .execute();
}
