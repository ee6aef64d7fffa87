import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../engine/index.ts';
import { listCases } from '../../../server/cases/queries.ts';
import type { Database } from '../../../server/db/schema.ts';
import {
  countsOfTasks,
  countTasks,
  listTasks,
  pageOfTasks,
  type TaskPage,
} from '../../../server/inbox/list.queries.ts';
import { breaches } from '../../engine/store/scale-rules.ts';
import { analyseAll, explain, type Sent, sentOf } from '../../support/explain.ts';
import { home } from '../../support/fixtures.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** Lists of the inbox over towns that have been at work for years: what they hold, and how PostgreSQL finds it. */
let db: TestDatabase;
let database: Kysely<Database>;
const me = { id: 'u-1', roles: ['mediator', 'desk'] } as const;
/** With less in hand than a count goes to. */
const few = { id: 'u-few', roles: ['leader'] } as const;
beforeAll(async () => {
  db = await testDatabase();
  database = openDatabase(db.pool) as unknown as Kysely<Database>;
  // Half of the tasks are this town's; half of those are open: a third in somebody's hands, a third delegated, a third unclaimed.
  await db.pool.query(
    `insert into task (town_id, instance_id, task_no, procedure_key, element_id, name, status, assignee, owner, candidate_groups,
       candidate_users, excluded_users, due_at, priority, business_key, created_at, ended_at, ended_by)
     select case when i % 2 = 0 then $1 else 440000000 + i % 200 end, ('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 1, 'p@1', 'e',
       '第 ' || i || ' 步', case when i % 4 = 0 then 'open' else 'completed' end,
       case i % 12 when 4 then null else 'u-' || i / 12 % 3 end, case i % 12 when 8 then 'u-1' end,
       case when i % 84 = 4 then '{}' else array[(array['desk', 'mediator', 'director'])[1 + i / 12 % 3]] end,
       case when i % 84 = 4 then array['u-' || i / 84 % 2] else '{}' end,
       case when i % 108 = 4 then array['u-1'] else '{}' end,
       case when i % 7 = 0 then null else timestamptz '2026-11-23 09:00+08' + i % 500 * interval '1 hour' end, 50,
       'case-' || i, timestamptz '2026-11-01 09:00+08' + i * interval '1 second',
       case when i % 4 = 0 then null else timestamptz '2026-11-20 09:00+08' + i * interval '1 second' end,
       case when i % 4 = 0 then null else 'u-' || i % 3 end
     from generate_series(1, 60000) i`,
    [home],
  );
  await db.pool.query(
    `insert into case_file (town_id, case_id, number, title, type, source, stage, story_enc, place_enc, village_id, place, parties, people,
       facts, paths, litigation, needs_department, first_handler, received_at, registered_at, shingles, place_idx)
     select $1, id, 'D' || i, (array['排水', '工资', '噪音'])[1 + i % 3] || '纠纷 ' || i || case i when 4 then ' Zhang 与李四' else '' end, 'other', 'visit', 'intake', '', '', 'v', '某村', '',
       2, '{}', '{}', false, false, id, at, at, '{}', ''
     from generate_series(1, 10000) i, lateral (select ('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as id, timestamptz '2026-11-01 09:00+08' + i * interval '1 second' as at) row`,
    [home],
  );
  await db.pool.query(
    `update task set assignee = 'u-few' where town_id = $1 and status = 'open' and assignee = 'u-2' and created_at < timestamptz '2026-11-01 10:00+08'`,
    [home],
  );
  await analyseAll(db.pool, 'task');
});
afterAll(() => db.drop());

const views = ['mine', 'unclaimed', 'delegated', 'done'] as const;
const after = {
  due: new Date('2026-11-28T09:00:00+08:00'),
  created: new Date('2026-11-10T09:00:00+08:00'),
  instance: '018f0000-0000-7000-8000-000000000004',
  no: 1,
};

/** All of a list, page by page. */
async function paged(view: TaskPage['view'], who: TaskPage['me'], limit: number): Promise<string[]> {
  const all: string[] = [];
  let from: TaskPage['after'];
  for (;;) {
    const rows = await listTasks(database, home, { view, me: who, limit, after: from });
    all.push(...rows.map((row) => row.instance_id));
    const last = rows.at(-1);
    if (rows.length < limit || !last) return all;
    from = {
      due: last.due_at,
      created: view === 'done' ? last.ended_at! : last.created_at,
      instance: last.instance_id,
      no: last.task_no,
    };
  }
}

describe('pages', () => {
  const meant = {
    mine: `status = 'open' and assignee = $2`,
    delegated: `status = 'open' and owner = $2`,
    done: `status = 'completed' and ended_by = $2`,
    unclaimed: `status = 'open' and assignee is null and (candidate_groups && $3::text[] or $2 = any(candidate_users)) and not $2 = any(excluded_users)`,
  };
  test.each(views)('of %s hold everything once, in order', async (view) => {
    const order = view === 'done' ? 'ended_at desc' : 'due_at asc nulls last, created_at, instance_id';
    const { rows } = await db.pool.query<{ instance_id: string }>(
      `select instance_id from task where town_id = $1 and ${meant[view]} and $3::text[] is not null order by ${order}`,
      [home, me.id, me.roles],
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(await paged(view, me, 367)).toEqual(rows.map((row) => row.instance_id));
  });
  test('count as many as there are, up to 100', async () => {
    const size = async (view: TaskPage['view'], who: TaskPage['me']) =>
      Math.min(100, (await paged(view, who, 500)).length);
    for (const who of [me, few]) {
      const mine = await listTasks(database, home, { view: 'mine', me: who, limit: 1000 });
      expect(await countTasks(database, home, who, after.due)).toEqual({
        mine: await size('mine', who),
        unclaimed: await size('unclaimed', who),
        delegated: await size('delegated', who),
        done: await size('done', who),
        overdue: Math.min(100, mine.filter((row) => row.due_at && row.due_at < after.due).length),
      });
    }
  });
  test('are empty for a role that nothing waits for', async () => {
    const nobody = { id: 'u-9', roles: ['leader'] } as const;
    expect(await paged('unclaimed', nobody, 50)).toEqual([]);
  });
});

describe('search', () => {
  const find = async (text: string) =>
    (await listCases(database, home, { view: 'all', text, limit: 5 })).map((row) => row.number);
  test.each([
    ['李四', ['D4']],
    ['ZHANG', ['D4']],
    ['与', ['D4']],
    ['排水纠纷 9999', ['D9999']],
    ['d77', ['D77']],
    ['1%', []],
  ])('finds any part of a title, or a number: %s', async (text, numbers) => {
    expect(await find(text)).toEqual(numbers);
  });
  test('of two characters goes by the index', async () => {
    const plan = await explain(db.pool, {
      sql: 'select case_id from case_file where town_id = $1 and (number = $2 or (title ilike $3 and text_pairs(title) @> text_pairs($4)))',
      parameters: [home, '李四', '%李四%', '李四'],
    });
    await expect(plan).toMatchFileSnapshot(join(import.meta.dirname, 'explain', 'case-search.txt'));
    expect(plan).toContain('case_title');
  });
});

describe('plans', () => {
  const statements: [string, Sent][] = views.flatMap((view) => [
    [`${view}`, sentOf(pageOfTasks(home, { view, me, limit: 51 }))],
    [`${view}-next`, sentOf(pageOfTasks(home, { view, me, after, limit: 51 }))],
  ]);
  statements.push(['counts', sentOf(countsOfTasks(home, me, after.due))]);

  test.each(statements)('%s', async (name, statement) => {
    const plan = await explain(db.pool, statement);
    expect(plan).not.toContain('Seq Scan');
    await expect(plan).toMatchFileSnapshot(join(import.meta.dirname, 'explain', `${name}.txt`));
    expect(await breaches(statement.sql, new Set(['task', 'case_file']))).toEqual([]);
  });
});
