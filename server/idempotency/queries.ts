import type { Db } from '../db/schema.ts';
import type { IdempotencyTables } from './tables.ts';

export type RequestRow = IdempotencyTables['request_key'];

export async function findRequest(db: Db, town: number, key: string): Promise<RequestRow | undefined> {
  return db.selectFrom('request_key').selectAll().where('town_id', '=', town).where('key', '=', key).executeTakeFirst();
}

/** Whether it was not there yet. */
export async function insertRequest(db: Db, row: RequestRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('request_key')
    .values(row)
    .onConflict((conflict) => conflict.columns(['town_id', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteRequestsBefore(db: Db, town: number, before: Date): Promise<void> {
  await db.deleteFrom('request_key').where('town_id', '=', town).where('created_at', '<', before).execute();
}
