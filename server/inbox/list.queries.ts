import { type RawBuilder, sql } from 'kysely';
import { containing, inTitle } from '../cases/queries.ts';
import type { Db } from '../db/schema.ts';
import type { Role } from '../identity/contract.ts';
import { mostCounted } from '../platform/counts.ts';
import type { TaskRow } from './queries.ts';

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

/** Undated tasks are due at the end of time. Every index of an open list is in this order. */
const due = sql`coalesce(due_at, 'infinity'::timestamptz)`;
const byDue = sql`${due}, created_at, instance_id, task_no`;
const byEnd = sql`ended_at desc, instance_id desc, task_no desc`;
/**
 * As a subquery the number is not known to the planner, which then asks for the plan that begins soonest: along the index.
 * With the number it compares it with how many rows it expects, and of a town's open tasks it expects far too few, so it
 * would read and sort all of them.
 */
const first = (many: number) => sql`limit (select ${many}::bigint)`;

/** One page: due ascending with undated ones last; done ones by when they ended, newest first. */
export async function listTasks(db: Db, town: number, page: TaskPage): Promise<TaskRow[]> {
  const { rows } = await pageOfTasks(town, page).execute(db);
  return rows;
}

/** The statement of one page of one list. */
export function pageOfTasks(town: number, { view, me, text, after, limit }: TaskPage): RawBuilder<TaskRow> {
  const order = sql`order by ${view === 'done' ? byEnd : byDue} ${first(limit)}`;
  const conditions = [...(text ? [found(town, text)] : []), ...(after ? [behind(view, after)] : [])];
  return sql`select * from ${inList(town, view, me, conditions, order)} as page ${order}`;
}

export interface TaskCounts {
  readonly mine: number;
  readonly unclaimed: number;
  readonly delegated: number;
  readonly done: number;
  /** Of mine, those over their time. */
  readonly overdue: number;
}

/** How many are in each list, each counted up to `mostCounted`. */
export async function countTasks(db: Db, town: number, me: TaskPage['me'], now: Date): Promise<TaskCounts> {
  const { rows } = await countsOfTasks(town, me, now).execute(db);
  return rows[0]!;
}

/** The statement of all counts: one, for each would be a round trip and take a connection of its own. */
export function countsOfTasks(town: number, me: TaskPage['me'], now: Date): RawBuilder<TaskCounts> {
  const cut = first(mostCounted);
  const count = (view: TaskPage['view'], ...late: RawBuilder<boolean>[]) =>
    sql`(select count(*)::integer from (select from ${inList(town, view, me, late, cut)} as one ${cut}) as counted)`;
  return sql`select ${count('mine')} as mine, ${count('unclaimed')} as unclaimed, ${count('delegated')} as delegated,
    ${count('done')} as done, ${count('mine', sql`${due} < ${now}`)} as overdue`;
}

/** What one list of a person holds, as a subquery, cut by `cut`. Each list has an index of its own that gives its order. */
function inList(
  town: number,
  view: TaskPage['view'],
  me: TaskPage['me'],
  conditions: readonly RawBuilder<boolean>[],
  cut: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const those = (...of: RawBuilder<boolean>[]) =>
    sql`(select * from task where ${sql.join([sql`town_id = ${town}`, ...of, ...conditions], sql` and `)} ${cut})`;
  if (view === 'done') return those(sql`status = 'completed'`, sql`ended_by = ${me.id}`);
  if (view === 'mine') return those(sql`status = 'open'`, sql`assignee = ${me.id}`);
  if (view === 'delegated') return those(sql`status = 'open'`, sql`owner = ${me.id}`);
  const unclaimed = sql<boolean>`status = 'open' and assignee is null`;
  const allowed = sql<boolean>`not ${me.id} = any(excluded_users)`;
  const mine = sql`${[...me.roles]}::text[]`;
  // The groups for which anything waits are few: one look at the index for each, then the first of each of mine.
  return sql`(
    with recursive waiting as (
      (select candidate_groups from task where town_id = ${town} and ${unclaimed} order by candidate_groups limit 1)
      union all
      select (select task.candidate_groups from task
        where town_id = ${town} and ${unclaimed} and task.candidate_groups > waiting.candidate_groups
        order by task.candidate_groups limit 1)
      from waiting where waiting.candidate_groups is not null
    )
    select one.* from waiting
    cross join lateral ${those(unclaimed, sql`candidate_groups = waiting.candidate_groups`, allowed)} as one
    where waiting.candidate_groups && ${mine}
    union all
    ${those(unclaimed, sql`candidate_users <> '{}'`, sql`candidate_users @> ${[me.id]}::text[]`, sql`not candidate_groups && ${mine}`, allowed)}
  )`;
}

/** Part of the task's name, or number or part of the title of its case. */
function found(town: number, text: string): RawBuilder<boolean> {
  return sql`(name ilike ${containing(text)} or business_key in (
    select case_id::text from case_file where town_id = ${town} and (number = ${text.toUpperCase()} or ${inTitle(text)})
  ))`;
}

function behind(view: TaskPage['view'], after: NonNullable<TaskPage['after']>): RawBuilder<boolean> {
  const { created, instance, no } = after;
  if (view === 'done') return sql`(ended_at, instance_id, task_no) < (${created}, ${instance}::uuid, ${no})`;
  const last = sql`coalesce(${after.due}::timestamptz, 'infinity'::timestamptz)`;
  return sql`(${byDue}) > (${last}, ${created}, ${instance}::uuid, ${no})`;
}
