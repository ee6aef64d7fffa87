import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { OrderTables } from './tables.ts';

export type RungRow = Selectable<OrderTables['order_rung']>;

/** Writes a step of the ladder; false when this job has written it before. */
export async function insertRung(trx: Trx, row: RungRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('order_rung')
    .values(row)
    .onConflict((conflict) => conflict.columns(['town_id', 'order_id', 'job_key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function rungsOf(db: Db, town: number, orders: readonly string[]): Promise<RungRow[]> {
  if (orders.length === 0) return [];
  return db
    .selectFrom('order_rung')
    .selectAll()
    .where('town_id', '=', town)
    .where('order_id', 'in', [...orders])
    .orderBy('at')
    .execute();
}

/** Timers that run in these instances: what will happen by itself. */
export async function timersOf(db: Db, town: number, instances: readonly string[]) {
  if (instances.length === 0) return [];
  return db
    .selectFrom('timer')
    .select(['instance_id', 'element_id', 'due_at'])
    .where('town_id', '=', town)
    .where('instance_id', 'in', [...instances])
    .orderBy('due_at')
    .execute();
}

/** Open tasks of these instances. */
export async function openTasksOf(db: Db, town: number, instances: readonly string[]) {
  if (instances.length === 0) return [];
  return db
    .selectFrom('task')
    .selectAll()
    .where('town_id', '=', town)
    .where('instance_id', 'in', [...instances])
    .where('status', '=', 'open')
    .orderBy('created_at')
    .execute();
}

/** Names of the messages that somebody waits for under this key. */
export async function awaitedMessages(db: Db, town: number, key: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('subscription')
    .select('name')
    .where('town_id', '=', town)
    .where('event', '=', 'message')
    .where('key', '=', key)
    .execute();
  return new Set(rows.map(({ name }) => name));
}
