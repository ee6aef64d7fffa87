import { type Selectable, sql } from 'kysely';
import type { EngineTables } from '../../engine/index.ts';
import type { Db } from '../db/schema.ts';
import type { Role } from '../identity/contract.ts';

export type TaskRow = Selectable<EngineTables['task']>;

export interface TaskPage {
  readonly view: 'mine' | 'unclaimed' | 'delegated' | 'done';
  readonly me: { readonly id: string; readonly roles: readonly Role[] };
  /** Part of the task's name, or number or title of its case. */
  readonly text?: string | undefined;
  /** Due (null: undated) and creation of the last one shown; of done ones when they ended. */
  readonly after?:
    | { readonly due: Date | null; readonly created: Date; readonly instance: string; readonly no: number }
    | undefined;
  readonly limit: number;
}

/** What is in one of the lists of a person. Each has an index of its own that gives its order. */
function tasksIn(db: Db, town: number, view: TaskPage['view'], me: TaskPage['me']) {
  const tasks = db.selectFrom('task').where('town_id', '=', town);
  if (view === 'done') return tasks.where('status', '=', 'completed').where('ended_by', '=', me.id);
  const open = tasks.where('status', '=', 'open');
  if (view === 'mine') return open.where('assignee', '=', me.id);
  if (view === 'delegated') return open.where('owner', '=', me.id);
  return open
    .where('assignee', 'is', null)
    .where((where) =>
      where.or([
        sql<boolean>`candidate_groups && ${[...me.roles]}::text[]`,
        sql<boolean>`${me.id} = any(candidate_users)`,
      ]),
    )
    .where(sql<boolean>`not ${me.id} = any(excluded_users)`);
}

/** One page: due ascending with undated ones last; done ones by when they ended, newest first. */
export async function listTasks(db: Db, town: number, { view, me, text, after, limit }: TaskPage): Promise<TaskRow[]> {
  let query = tasksIn(db, town, view, me).selectAll();
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([
        where('name', 'ilike', like),
        where('business_key', 'in', (cases) =>
          cases
            .selectFrom('case_file')
            .select(sql<string>`case_id::text`.as('id'))
            .where('town_id', '=', town)
            .where((one) => one.or([one('number', '=', text.toUpperCase()), one('title', 'ilike', like)])),
        ),
      ]),
    );
  }
  if (view === 'done') {
    if (after)
      query = query.where(
        sql<boolean>`(ended_at, instance_id, task_no) < (${after.created}, ${after.instance}::uuid, ${after.no})`,
      );
    return query
      .orderBy('ended_at', 'desc')
      .orderBy('instance_id', 'desc')
      .orderBy('task_no', 'desc')
      .limit(limit)
      .execute();
  }
  if (after) {
    const later = sql<boolean>`(created_at, instance_id, task_no) > (${after.created}, ${after.instance}::uuid, ${after.no})`;
    const behind =
      after.due === null
        ? sql<boolean>`due_at is null and ${later}`
        : sql<boolean>`(due_at, created_at, instance_id, task_no) > (${after.due}, ${after.created}, ${after.instance}::uuid, ${after.no}) or due_at is null`;
    query = query.where(sql<boolean>`(${behind})`);
  }
  return query
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('created_at')
    .orderBy('instance_id')
    .orderBy('task_no')
    .limit(limit)
    .execute();
}

/** A count beyond this is shown as “999+”. */
const countLimit = 1000;

export async function countTasks(db: Db, town: number, me: TaskPage['me'], now: Date) {
  const count = async (view: TaskPage['view'], late = false) => {
    let some = tasksIn(db, town, view, me).select('task_no');
    if (late) some = some.where('due_at', '<', now);
    const { n } = await db
      .selectFrom(some.limit(countLimit).as('some'))
      .select((select) => select.fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const [mine, unclaimed, delegated, done, overdue] = await Promise.all([
    count('mine'),
    count('unclaimed'),
    count('delegated'),
    count('done'),
    count('mine', true),
  ]);
  return { mine, unclaimed, delegated, done, overdue };
}

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
