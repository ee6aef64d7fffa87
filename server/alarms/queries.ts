import type { CompiledQuery, Insertable } from 'kysely';
import { statement } from '../../engine/index.ts';
import type { Db, Trx } from '../db/schema.ts';
import type { AlarmTables } from './tables.ts';

export async function insertAlarms(trx: Trx, alarms: readonly Insertable<AlarmTables['alarm']>[]): Promise<void> {
  if (alarms.length === 0) return;
  await trx
    .insertInto('alarm')
    .values([...alarms])
    .onConflict((conflict) => conflict.columns(['town_id', 'instance_id', 'task_no', 'alarm_no']).doNothing())
    .execute();
}

/** Takes away what was still to be said about tasks that are no longer open. */
export const removeAlarms = (
  town: number,
  tasks: readonly { readonly instance: string; readonly task: number }[],
): CompiledQuery =>
  deleteAlarms(
    town,
    tasks.map(({ instance }) => instance),
    tasks.map(({ task }) => task),
  );

const deleteAlarms = statement(
  'alarm.remove',
  `delete from alarm where town_id = $1 and fired_at is null and (instance_id, task_no) in (
     select gone.instance, gone.no from unnest($2::uuid[], $3::integer[]) as gone (instance, no))`,
);

/** Locks alarms that are due and have not been fired, skipping those that another process is firing. */
export const lockDue = (trx: Trx, town: number, now: Date, limit: number) =>
  trx
    .selectFrom('alarm')
    .selectAll()
    .where('town_id', '=', town)
    .where('fired_at', 'is', null)
    .where('at', '<=', now)
    .orderBy('at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

export async function markFired(
  trx: Trx,
  town: number,
  instance: string,
  task: number,
  alarm: number,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('alarm')
    .set({ fired_at: now })
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .where('task_no', '=', task)
    .where('alarm_no', '=', alarm)
    .execute();
}

/** Who has the task in hand: its assignee, else the groups that may take it. Undefined when it is no longer open. */
export async function handsOf(
  trx: Trx,
  town: number,
  instance: string,
  task: number,
): Promise<readonly string[] | undefined> {
  const row = await trx
    .selectFrom('task')
    .select(['assignee', 'candidate_groups', 'candidate_users'])
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .where('task_no', '=', task)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (!row) return undefined;
  return row.assignee ? [row.assignee] : [...row.candidate_users, ...row.candidate_groups];
}

/** Towns that have something due. */
export async function townsWithDue(db: Db, now: Date): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('alarm')
    .select('town_id')
    .distinct()
    .where('fired_at', 'is', null)
    .where('at', '<=', now)
    .execute();
  return rows.map((row) => row.town_id);
}
