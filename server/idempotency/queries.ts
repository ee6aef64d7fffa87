import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { together } from '../platform/together.ts';
import type { IdempotencyTables } from './tables.ts';

export type RequestRow = IdempotencyTables['request_key'];

export const findRequest = together<Db, RequestRow>(async (db, town, keys) => {
  const rows = await db
    .selectFrom('request_key')
    .selectAll()
    .where('town_id', '=', town)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
});

/** Those that are not there yet. */
export async function insertRequests(db: Db, rows: readonly RequestRow[]): Promise<void> {
  await db
    .insertInto('request_key')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['town_id', 'key']).doNothing())
    .execute();
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
