import { sql } from 'kysely';
import type { FoundTask, Page, TaskQuery } from '../../model/operations.ts';
import type { Database } from '../../store/statement.ts';
import { instanceMatches, keysOf } from './filters.ts';
import { pageOf, pagingOf } from './page.ts';

/** The rows of one page: those of the newest instance first. `assignee: null` means nobody has it. */
export function taskPage(database: Database, town: number, query: TaskQuery) {
  const paging = pagingOf(query, ['uuid', 'integer']);
  const { after, limit } = paging;
  const { status, element, assignee, group, createdBefore, dueBefore } = query;
  const keys = keysOf(town, query);
  const matches = instanceMatches(town, 't', undefined, query.variables);
  // Nobody has ended an open one: without the second column its index serves.
  const who = status === 'open' ? sql<string | null>`t.assignee` : sql<string | null>`coalesce(t.assignee, t.ended_by)`;
  let page = database
    .selectFrom('task as t')
    .where('t.town_id', '=', town)
    .select(['t.instance_id', 't.task_no', 't.procedure_key', 't.element_id', 't.name', 't.status', 't.assignee'])
    .select(['t.suspended', 't.business_key', 't.created_at', 't.due_at', 't.ended_at', 't.ended_by'])
    .orderBy('t.instance_id', 'desc')
    .orderBy('t.task_no', 'desc')
    .limit(limit + 1);
  if (keys) page = page.where(sql<boolean>`t.procedure_key = any(${keys})`);
  if (element !== undefined) page = page.where('t.element_id', '=', element);
  if (status !== undefined) page = page.where('t.status', '=', status);
  if (assignee === null) page = page.where(who, 'is', null);
  else if (assignee !== undefined) page = page.where(who, '=', assignee);
  if (group !== undefined) page = page.where(sql<boolean>`t.candidate_groups && array[${group}::text]`);
  if (createdBefore) page = page.where('t.created_at', '<', createdBefore);
  if (dueBefore) page = page.where('t.due_at', '<', dueBefore);
  if (matches) page = page.where(matches);
  if (after) page = page.where(sql<boolean>`(t.instance_id, t.task_no) < (${after[0]}::uuid, ${after[1]}::integer)`);
  return { paging, page };
}

/** Tasks of all people, open and ended. */
export async function findTasks(database: Database, town: number, query: TaskQuery): Promise<Page<FoundTask>> {
  const { paging, page } = taskPage(database, town, query);
  return pageOf(
    paging,
    await page.execute(),
    (row) => [row.instance_id, row.task_no],
    (row) => ({
      ref: { town, instance: row.instance_id },
      task: row.task_no,
      procedure: row.procedure_key,
      element: row.element_id,
      name: row.name,
      status: row.status,
      assignee: row.assignee,
      suspended: row.suspended,
      businessKey: row.business_key,
      created: row.created_at,
      due: row.due_at,
      ended: row.ended_at,
      endedBy: row.ended_by,
    }),
  );
}
