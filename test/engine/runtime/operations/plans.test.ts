import { join } from 'node:path';
import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import { incidentPage } from '../../../../engine/runtime/operations/find-incidents.ts';
import { instancePage } from '../../../../engine/runtime/operations/find-instances.ts';
import { taskPage } from '../../../../engine/runtime/operations/find-tasks.ts';
import { openDatabase } from '../../../../engine/store/database.ts';
import { dueItems, endedBulks } from '../../../../engine/store/ops/claim-bulk-items.ts';
import { recallBelow } from '../../../../engine/store/ops/recall-outcomes.ts';
import type { Database } from '../../../../engine/store/statement.ts';
import { town } from '../../../support/engine.ts';
import { analyseAll, explain } from '../../../support/explain.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

/** The lists of administrators on tables with rows of many towns and years: each finds its page by an index. */
let db: TestDatabase;
let database: Database;
const numbers = 'generate_series(1, 5000) as i';
const townOf = `case when i % 4 = 0 then ${town} else 440000000 + i % 200 end`;
const id = `('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid`;
const state = `'{"scopes":[{"v":{"level":1}}],"tokens":[{"n":"intake~on"}],"incidents":[]}'`;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  database = openDatabase(db.pool);
  await db.pool.query(`
    insert into procedure_version select ${town}, 'p@' || i, 'p', i, 'n', 'c', '[]', '', '{}', now(), true from generate_series(1, 20) as i;
    insert into instance select ${townOf}, ${id}, 'p@' || 1 + i % 20, array['p@' || 1 + i % 20], 'case-' || i,
      case when i % 8 = 0 then 'active' else 'completed' end, 1, ${state}, now(), null, i % 80 = 0 from ${numbers};
    insert into task select ${townOf}, ${id}, 1, 'p@' || 1 + i % 20, 'intake', 'n', null, case when i % 8 = 0 then 'open' else 'completed' end,
      case when i % 16 = 0 then null else 'u-' || i % 300 end, array['desk'], '{}', '{}', now(), null, 50, 'case-' || i, now(), now(), 'a' from ${numbers};
    insert into incident select ${townOf}, ${id}, 1, 'intake', 'evaluation', 'm', now() + i * interval '1 second',
      case when i % 40 = 0 then null else now() end, null from ${numbers};
    insert into idempotency select ${townOf}, 'k-' || i || case when i % 4 = 0 then '/start' else '' end, '', '{}', now() from ${numbers};
    insert into bulk_operation select ${townOf}, ${id}, 'cancel', 'r', '{}', '{}', case when i % 1000 = 0 then 'running' else 'done' end, 1, now(), null from ${numbers};
    insert into bulk_item select ${townOf}, ${id}, ${id}, case when i % 2 = 0 then 'waiting' else 'done' end, null, null, null, 0, 0, now() from ${numbers}`);
  await analyseAll(db.pool);
});
afterAll(() => db.drop());

const before = new Date('2030-01-01T00:00:00Z');
const instances = (query: Parameters<typeof instancePage>[2]) => () =>
  instancePage(database, town, query).page.compile();
const tasks = (query: Parameters<typeof taskPage>[2]) => () => taskPage(database, town, query).page.compile();
const incidents = (query: Parameters<typeof incidentPage>[2]) => () =>
  incidentPage(database, town, query).page.compile();

test.each<[string, () => Pick<CompiledQuery, 'sql' | 'parameters'>, string]>([
  ['all instances', instances({}), 'instance_pkey'],
  ['the oldest instances', instances({ oldest: true }), 'instance_pkey'],
  ['instances of a process', instances({ process: 'p' }), 'instance_pkey'],
  ['instances of a version', instances({ version: 'p@3' }), 'instance_pkey'],
  ['active instances', instances({ status: 'active' }), 'instance_'],
  ['suspended instances', instances({ status: 'suspended' }), 'instance_'],
  ['instances at an element', instances({ element: 'intake', version: 'p@5' }), 'instance_'],
  ['instances with incidents', instances({ incident: true }), 'incident_'],
  ['instances with incidents of a code', instances({ incident: 'evaluation', status: 'active' }), 'incident_'],
  ['instances without incidents', instances({ incident: false }), 'instance_pkey'],
  ['instances of a case', instances({ businessKey: 'case-4' }), 'instance_business_key'],
  ['instances of an age', instances({ startedBefore: before, status: 'active' }), 'instance_'],
  ['all tasks', tasks({}), 'task_pkey'],
  ['open tasks', tasks({ status: 'open' }), 'task_'],
  ['tasks of a process', tasks({ process: 'p', status: 'open' }), 'task_'],
  ['tasks of an element', tasks({ version: 'p@5', element: 'intake' }), 'task_pkey'],
  ['open tasks of a person', tasks({ status: 'open', assignee: 'u-8' }), 'task_mine'],
  ['open tasks of nobody', tasks({ status: 'open', assignee: null, group: 'desk' }), 'task_'],
  ['open tasks that are late', tasks({ status: 'open', dueBefore: before }), 'task_'],
  ['open incidents', incidents({}), 'incident_open'],
  ['open incidents of a version', incidents({ version: 'p@1' }), 'incident_open'],
  ['resolved incidents', incidents({ resolved: true }), 'incident_resolved'],
  ['items that are due', () => dueItems(before, 50, null), 'bulk_item_waiting'],
  ['bulks that have ended', () => endedBulks(null), 'bulk_operation_running'],
])('%s', async (name, query, index) => {
  const plan = await explain(db.pool, query());
  expect(plan).toContain(index);
  expect(plan).not.toMatch(/Seq Scan on (?!procedure_version)/);
  await expect(plan).toMatchFileSnapshot(join(import.meta.dirname, 'explain', `${name.replaceAll(' ', '-')}.txt`));
});

test('answers below a key, also where the database sorts as people do', async () => {
  const { sql, parameters } = recallBelow(town, 'k-4/');
  const client = await db.pool.connect();
  try {
    await client.query(
      'begin; alter table idempotency alter column key type text collate "und-x-icu"; analyze idempotency',
    );
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/idempotency_below.*\s+Index Cond: .*key ~>=~ 'k-4\/'/);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
