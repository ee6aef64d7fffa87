import type { Selectable } from 'kysely';
import { type EngineTables, statement } from '../../engine/index.ts';
import type { Statement } from '../../engine/model/door.ts';
import type { Db } from '../db/schema.ts';
import { together } from '../platform/together.ts';

export type TaskRow = Selectable<EngineTables['task']>;

const taskKey = (instance: string, no: number) => `${instance.toLowerCase()}.${no}`;

const selectTasks = statement<TaskRow>(
  'task.find',
  `select t.* from unnest($2::uuid[], $3::integer[]) as asked (instance, no)
   join task t on t.town_id = $1 and t.instance_id = asked.instance and t.task_no = asked.no`,
);

const findTaskOf = together({
  find: (town, keys) => {
    const parts = keys.map((key) => key.split('.'));
    return selectTasks(
      town,
      parts.map(([instance]) => instance),
      parts.map(([, no]) => Number(no)),
    );
  },
  keyed: (rows) => new Map(rows.map((row) => [taskKey(row.instance_id, row.task_no), row])),
});

export const findTask = (db: Db, town: number, instance: string, no: number): Promise<TaskRow | undefined> =>
  findTaskOf(db, town, taskKey(instance, no));

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

const deleteDrafts = statement(
  'draft.drop',
  `delete from task_draft where town_id = $1 and (instance_id, task_no) in (
     select gone.instance, gone.no from unnest($2::uuid[], $3::integer[]) as gone (instance, no))`,
);

/** Every draft of these tasks goes. */
export const dropDrafts = (
  town: number,
  tasks: readonly { readonly instance: string; readonly task: number }[],
): Statement =>
  deleteDrafts(
    town,
    tasks.map(({ instance }) => instance),
    tasks.map(({ task }) => task),
  );
