import type { Selectable } from 'kysely';
import type { EngineTables } from '../../engine/index.ts';
import type { Db } from '../db/schema.ts';

export type TaskRow = Selectable<EngineTables['task']>;

export async function findTask(db: Db, town: number, instance: string, no: number): Promise<TaskRow | undefined> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .where('task_no', '=', no)
    .executeTakeFirst();
}

/** Elements of the same procedure that were completed in the instance of this task. */
export async function doneElements(
  db: Db,
  town: number,
  { instance_id, procedure_key }: Pick<TaskRow, 'instance_id' | 'procedure_key'>,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('task')
    .select('element_id')
    .distinct()
    .where('town_id', '=', town)
    .where('instance_id', '=', instance_id)
    .where('procedure_key', '=', procedure_key)
    .where('status', '=', 'completed')
    .execute();
  return new Set(rows.map((row) => row.element_id));
}

/** Every task that an element had in the instance of this one, in the order in which they were opened. */
export async function tasksAt(
  db: Db,
  town: number,
  { instance_id, procedure_key, element_id }: Pick<TaskRow, 'instance_id' | 'procedure_key' | 'element_id'>,
): Promise<TaskRow[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('town_id', '=', town)
    .where('instance_id', '=', instance_id)
    .where('procedure_key', '=', procedure_key)
    .where('element_id', '=', element_id)
    .orderBy('task_no')
    .execute();
}

export async function findDraft(db: Db, town: number, { instance_id, task_no }: TaskRow, account: string) {
  return db
    .selectFrom('task_draft')
    .select(['data_enc', 'saved_at'])
    .where('town_id', '=', town)
    .where('instance_id', '=', instance_id)
    .where('task_no', '=', task_no)
    .where('account_id', '=', account)
    .executeTakeFirst();
}

export async function saveDraft(
  db: Db,
  town: number,
  { instance_id, task_no }: TaskRow,
  account: string,
  data: Buffer,
  now: Date,
): Promise<void> {
  await db
    .insertInto('task_draft')
    .values({ town_id: town, instance_id, task_no, account_id: account, data_enc: data, saved_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['town_id', 'instance_id', 'task_no', 'account_id'])
        .doUpdateSet({ data_enc: data, saved_at: now }),
    )
    .execute();
}

/** Every draft of a task goes when it is done. */
export async function dropDrafts(db: Db, town: number, instance: string, no: number): Promise<void> {
  await db
    .deleteFrom('task_draft')
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .where('task_no', '=', no)
    .execute();
}
