import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { dueMessages } from '../../../engine/store/ops/buffer-messages.ts';
import { claimJobs, readyJobs } from '../../../engine/store/ops/claim-jobs.ts';
import { claimStarts, dueStarts } from '../../../engine/store/ops/claim-start-timers.ts';
import { claimTimers, dueTimers } from '../../../engine/store/ops/claim-timers.ts';
import { findStarts } from '../../../engine/store/ops/find-start-triggers.ts';
import { findMessageSubscription, findSignalInstances } from '../../../engine/store/ops/find-subscriptions.ts';
import { lockInstances } from '../../../engine/store/ops/lock-instances.ts';
import { town } from '../../support/engine.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** Every query that runs often finds its rows by an index, also when towns and years have filled the tables. */
let db: TestDatabase;
const numbers = `generate_series(1, 30000) as i`;
const townOf = `case when i % 4 = 0 then ${town} else 440000000 + i % 200 end`;
const id = `('018f0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid`;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  await db.pool.query(`
    insert into instance select ${townOf}, ${id}, 'p@1', '{p@1}', 'case-' || i, case when i % 8 = 0 then 'active' else 'completed' end, 1, '{}', now(), null from ${numbers};
    insert into task select ${townOf}, ${id}, 1, 'p@1', 'e', 'n', null, case when i % 8 = 0 then 'open' else 'completed' end,
      case when i % 16 = 0 then null else 'u-' || i % 3 end, array['desk'], '{}', '{}', case when i % 3 = 0 then null else now() + i * interval '1 minute' end, null, 50,
      'case-' || i, now() + i * interval '1 second', now(), 'u-' || i % 3 from ${numbers};
    insert into timer select ${townOf}, ${id}, 1, 'e', now() + i * interval '1 minute', null, 0, 0 from ${numbers};
    insert into job select ${townOf}, ${id}, 1, 'p@1', 'e', 'mail', '{}', '{}', null, 'ready', 0, 3, now() + i * interval '1 minute', null, 0, null from ${numbers};
    insert into subscription select ${townOf}, ${id}, 1, 'e', case when i % 2 = 0 then 'message' else 'signal' end, 'order.signed', case when i % 2 = 0 then 'k-' || i else '' end from ${numbers};
    insert into incident select ${townOf}, ${id}, 1, 'e', 'c', 'm', now(), case when i % 50 = 0 then null else now() end, null from ${numbers};
    insert into start_trigger select ${townOf}, 'p-' || i, 'e', 0, 'p@1', (array['message', 'signal', 'timer', 'conditional'])[1 + i % 4],
      'order.' || i % 500, false, null, case when i % 4 = 2 then now() + i * interval '1 minute' end, null, null, false, null, 0, 0 from ${numbers};
    insert into buffered_message select ${townOf}, 'm-' || i, 'order.signed', 'k-' || i, '{}', '{}', null, '', now(), now() + i * interval '1 minute', now(), 0 from ${numbers};
    insert into history select ${townOf}, ${id}, 1, now(), '{}', '{}', '[]', '[]', 1 from ${numbers};
    analyze`);
});
afterAll(() => db.drop());

async function plan(sql: string, parameters: readonly unknown[] = []): Promise<string> {
  const client = await db.pool.connect();
  try {
    // The plan that a named statement ends up with, whatever its parameters are.
    await client.query('set plan_cache_mode = force_generic_plan');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('reset plan_cache_mode');
    client.release();
  }
}

const open = `select * from task where town_id = $1 and status = 'open'`;
const due = `coalesce(due_at, 'infinity'::timestamptz)`;
const order = `order by ${due}, created_at, instance_id, task_no limit 30`;
const next = `and (${due}, created_at, instance_id, task_no) > (now(), now(), '018f0000-0000-7000-8000-000000000000', 1)`;

test.each<[string, string, unknown[], string]>([
  ['my tasks', `${open} and assignee = $2 ${order}`, [town, 'u-2'], 'task_mine'],
  ['my tasks, next page', `${open} and assignee = $2 ${next} ${order}`, [town, 'u-2'], 'task_mine'],
  [
    'unclaimed tasks of one set of groups',
    `${open} and assignee is null and candidate_groups = $2::text[] ${order}`,
    [town, ['desk']],
    'task_unclaimed',
  ],
  [
    'what I have done',
    `select * from task where town_id = $1 and status = 'completed' and ended_by = $2 order by ended_at desc, instance_id desc, task_no desc limit 30`,
    [town, 'u-2'],
    'task_done',
  ],
  [
    'tasks of a case',
    'select * from task where town_id = $1 and business_key = $2 order by created_at',
    [town, 'case-4'],
    'task_business_key',
  ],
  [
    'instances of a case',
    'select * from instance where town_id = $1 and business_key = $2',
    [town, 'case-4'],
    'instance_business_key',
  ],
  [
    'running instances',
    "select count(*) from instance where town_id = $1 and status = 'active' and procedure_key = $2",
    [town, 'p@1'],
    'instance_active',
  ],
  [
    'open incidents',
    'select * from incident where town_id = $1 and resolved_at is null order by raised_at limit 30',
    [town],
    'incident_open',
  ],
  [
    'history of an instance',
    'select * from history where town_id = $1 and instance_id = $2 order by rev',
    [town, '018f0000-0000-7000-8000-000000000004'],
    '_pkey',
  ],
])('%s', async (_, sql, parameters, index) => {
  const text = await plan(sql, parameters);
  expect(text).toContain(index);
  expect(text).not.toMatch(/Seq Scan on (?!history_)/);
  expect(text).not.toMatch(/Sort.*task/);
});

test.each<[string, { sql: string; parameters: readonly unknown[] }, string]>([
  ['due timers', dueTimers(new Date(), 200, null), 'timer_due'],
  [
    'claimed timers',
    claimTimers(town, new Date(), new Date(), ['018f0000-0000-7000-8000-000000000004'], [1]),
    'timer_pkey',
  ],
  ['ready jobs', readyJobs(new Date(), 200, null, ['mail']), 'job_ready'],
  ['claimed jobs', claimJobs(town, new Date(), new Date(), ['018f0000-0000-7000-8000-000000000004'], [1]), 'job_pkey'],
  ['who waits for a message', findMessageSubscription(town, 'order.signed', 'k-4'), 'subscription_waiting'],
  ['who waits for a signal', findSignalInstances(town, 'order.signed'), 'subscription_waiting'],
  ['by what a message begins', findStarts(town, 'message', 'order.7'), 'start_trigger_name'],
  ['starts whose time has come', dueStarts(new Date(), 200, null), 'start_trigger_due'],
  ['claimed starts', claimStarts(town, new Date(), new Date(), ['p-4'], ['e'], [0]), 'start_trigger_pkey'],
  ['kept messages that somebody waits for', dueMessages(new Date(), 200, null), 'buffered_message_run'],
  ['locked instances', lockInstances(town, ['018f0000-0000-7000-8000-000000000004']), 'instance_pkey'],
])('%s', async (_, { sql, parameters }, index) => {
  const text = await plan(sql, parameters);
  expect(text).toContain(index);
  expect(text).not.toContain('Seq Scan');
});
