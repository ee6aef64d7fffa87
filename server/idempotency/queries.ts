import { statement } from '../../engine/index.ts';
import type { Statement } from '../../engine/model/door.ts';
import type { Db } from '../db/schema.ts';
import { together } from '../platform/together.ts';
import type { IdempotencyTables } from './tables.ts';

export type RequestRow = IdempotencyTables['request_key'];

const selectRequests = statement<RequestRow>(
  'request.find',
  'select * from request_key where town_id = $1 and key = any($2::text[])',
);

export const findRequest = together({
  find: selectRequests,
  keyed: (rows) => new Map(rows.map((row) => [row.key, row])),
});

const addRequests = statement(
  'request.add',
  `insert into request_key (town_id, key, request_hash, created_at)
   select $1, u.key, u.request_hash, $4::timestamptz from unnest($2::text[], $3::text[]) as u (key, request_hash)
   on conflict (town_id, key) do nothing`,
);

/** Those that are not there yet; without their answers. */
export const insertRequests = (
  town: number,
  rows: readonly Pick<RequestRow, 'key' | 'request_hash'>[],
  at: Date,
): Statement =>
  addRequests(
    town,
    rows.map(({ key }) => key),
    rows.map(({ request_hash }) => request_hash),
    at.toISOString(),
  );

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
