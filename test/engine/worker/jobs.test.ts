import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { BusinessError, type JobAction } from '../../../engine/model/door.ts';
import type { Trx } from '../../../engine/store/statement.ts';
import { by, engineOn, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
let action: JobAction<Trx>;

beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  await db.pool.query('create table sent (town_id int, key text, note text, primary key (town_id, key))');
  const actions = { 'order.issue': ((context, job) => action(context, job)) satisfies JobAction<Trx> };
  on = engineOn(db.url, { actions });
  other = engineOn(db.url, { actions });
  await on.deploy('order');
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});
beforeEach(() => {
  action = send;
});

const send: JobAction<Trx> = async ({ trx }, job) => {
  await sql`insert into sent values (${job.town}, ${job.key}, ${JSON.stringify(job.input)})`.execute(trx);
  return { order: `PD-${job.attempt}` };
};
const begin = async (department = '人社局') =>
  (await on.engine.start(town, { process: 'order', variables: { department }, businessKey: 'case-1' }, by)).instance;
const advance = (by: string) => {
  on.clock.advance(by);
  other.clock.set(on.clock.now());
};
const commands = async (instance: string) =>
  (await on.engine.history({ town, instance })).map((entry) => entry.command.type);
const jobRow = async (instance: string) =>
  (
    await db.pool.query(
      'select status, attempts, max_attempts, run_at, lease_until, last_error from job where instance_id = $1',
      [instance],
    )
  ).rows;
const sent = async (instance: string) =>
  (await db.pool.query('select note from sent where key like $1', [`${instance}%`])).rows.map((row) => row.note);
const variables = async (instance: string) => (await on.engine.instance({ town, instance }))?.state.scopes[0]?.v;

test('the action gets its input and writes in the transaction that completes the job', async () => {
  let seen: unknown;
  action = async (context, job) => {
    seen = { job, businessKey: context.businessKey, status: context.state?.status };
    return send(context, job);
  };
  const instance = await begin();
  expect(await on.engine.drain()).toBe(1);
  expect(seen).toEqual({
    businessKey: 'case-1',
    status: 'active',
    job: {
      kind: 'job',
      id: expect.any(Number),
      town,
      instance,
      procedure: 'order@1',
      element: 'issue',
      type: 'order.issue',
      input: { to: '人社局' },
      headers: {},
      retries: 3,
      businessKey: 'case-1',
      key: expect.stringMatching(new RegExp(`^${instance}:\\d+:`)),
      attempt: 1,
    },
  });
  expect(await sent(instance)).toEqual(['{"to":"人社局"}']);
  expect(await variables(instance)).toMatchObject({ order: 'PD-1' });
  expect(await commands(instance)).toEqual(['start', 'job.complete']);
  expect(await jobRow(instance)).toEqual([]);
});

test('a job without an action waits for whoever has one', async () => {
  const bare = engineOn(db.url);
  const instance = await begin();
  expect(await bare.engine.drain()).toBe(0);
  expect(await on.engine.drain()).toBe(1);
  expect(await commands(instance)).toEqual(['start', 'job.complete']);
  await bare.close();
});

test('failures are put off, then an incident stands, and resolving it tries again', async () => {
  action = async (context, job) => {
    await send(context, job);
    throw new Error('SMTP is down');
  };
  const instance = await begin();
  const t0 = on.clock.now().getTime();
  expect(await on.engine.drain()).toBe(1);
  expect(await jobRow(instance)).toEqual([
    {
      status: 'ready',
      attempts: 1,
      max_attempts: 3,
      run_at: new Date(t0 + 10_000),
      lease_until: null,
      last_error: 'SMTP is down',
    },
  ]);
  advance('PT9S');
  expect(await on.engine.drain()).toBe(0);
  advance('PT1S');
  expect(await on.engine.drain()).toBe(1);
  advance('PT20S');
  expect(await on.engine.drain()).toBe(1);
  expect(await jobRow(instance)).toEqual([]);
  const { rows } = await db.pool.query(
    'select incident_no, element_id, code, resolved_at, business_key from incident where instance_id = $1',
    [instance],
  );
  expect(rows).toEqual([
    {
      incident_no: expect.any(Number),
      element_id: 'issue',
      code: 'job-failed',
      resolved_at: null,
      business_key: 'case-1',
    },
  ]);
  expect(await sent(instance)).toEqual([]);

  action = send;
  advance('P1D');
  expect(await on.engine.drain()).toBe(0);
  await on.engine.execute({ town, instance }, { type: 'incident.resolve', incident: rows[0].incident_no }, by);
  expect(await jobRow(instance)).toMatchObject([{ status: 'ready', attempts: 0, max_attempts: 3 }]);
  expect(await on.engine.drain()).toBe(1);
  expect((await sent(instance)).length).toBe(1);
  expect(await commands(instance)).toEqual([
    'start',
    'job.fail',
    'job.fail',
    'job.fail',
    'incident.resolve',
    'job.complete',
  ]);
  const after = await db.pool.query('select resolved_at from incident where instance_id = $1', [instance]);
  expect(after.rows).toEqual([{ resolved_at: on.clock.now() }]);
});

test('a business error takes the boundary event, without the action’s writes', async () => {
  action = async (context, job) => {
    await send(context, job);
    throw new BusinessError('refused', '不属本部门职责', { reason: '职责不符' });
  };
  const instance = await begin('住建局');
  await on.engine.drain();
  expect(await commands(instance)).toEqual(['start', 'job.error']);
  expect(await sent(instance)).toEqual([]);
  const { rows } = await db.pool.query("select element_id from task where instance_id = $1 and status = 'open'", [
    instance,
  ]);
  expect(rows).toEqual([{ element_id: 'choose' }]);
});

test('one failing action among many concerns its own job only', async () => {
  action = async (context, job) => {
    if (job.input.to === '坏') await sql`select 1 / 0`.execute(context.trx);
    return send(context, job);
  };
  const instances = await Promise.all(['甲', '坏', '乙', '丙'].map(begin));
  expect(await on.engine.drain()).toBe(4);
  expect(await Promise.all(instances.map(async (instance) => (await commands(instance)).at(-1)))).toEqual([
    'job.complete',
    'job.fail',
    'job.complete',
    'job.complete',
  ]);
  await on.engine.cancel({ town, instance: instances[1]! }, '试完', by);
});

test('two engines share the jobs; each runs once', async () => {
  const instances = await Promise.all(Array.from({ length: 300 }, () => begin()));
  const [mine, theirs] = await Promise.all([on.engine.drain(), other.engine.drain()]);
  expect(mine + theirs).toBe(300);
  expect(
    (
      await db.pool.query('select count(*)::int as count from sent where split_part(key, $2, 1) = any($1)', [
        instances,
        ':',
      ])
    ).rows,
  ).toEqual([{ count: 300 }]);
});

test('a job that kills its process is given up when its attempts are spent', async () => {
  const instance = await begin();
  let ran = 0;
  action = async () => {
    ran++;
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    // What a worker leaves behind that took the job and died.
    const lease = new Date(on.clock.now().getTime() + 30_000);
    await db.pool.query(
      'update job set lease_until = $2, fence = fence + 1, attempts = attempts + 1 where instance_id = $1',
      [instance, lease],
    );
    expect(await on.engine.drain()).toBe(0);
    advance('PT31S');
  }
  expect(await on.engine.drain()).toBe(1);
  expect(ran).toBe(0);
  const { rows } = await db.pool.query('select code, message from incident where instance_id = $1', [instance]);
  expect(rows).toEqual([{ code: 'job-failed', message: expect.stringContaining('its process died 3 times') }]);
});

test('a zombie that wakes after its lease writes nothing', async () => {
  const instance = await begin();
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let taken = () => {};
  const took = new Promise<void>((resolve) => {
    taken = resolve;
  });
  // A worker that took the job and then stood still, before its command reached the batch.
  const sleepy = engineOn(db.url, {
    actions: { 'order.issue': send },
    facts: async () => {
      taken();
      await asleep;
      return (await import('../../support/facts.ts')).plainFacts;
    },
  });
  sleepy.clock.set(on.clock.now());
  const zombie = sleepy.engine.drain();
  await took;
  expect(await on.engine.drain()).toBe(0);
  advance('PT31S');
  expect(await on.engine.drain()).toBe(1);
  wake();
  await zombie;
  expect(await sent(instance)).toEqual(['{"to":"人社局"}']);
  expect(await variables(instance)).toMatchObject({ order: 'PD-2' });
  expect(await commands(instance)).toEqual(['start', 'job.complete']);
  await sleepy.close();
});

test('an answer from outside ends the job, and a late worker finds it gone', async () => {
  const instance = await begin();
  const { rows } = await db.pool.query('select job_no from job where instance_id = $1', [instance]);
  await on.engine.execute(
    { town, instance },
    { type: 'job.complete', job: rows[0].job_no, variables: { order: 'X' } },
    by,
  );
  expect(await on.engine.drain()).toBe(0);
  await expect(
    on.engine.execute({ town, instance }, { type: 'job.complete', job: rows[0].job_no }, by),
  ).rejects.toMatchObject({ name: 'Rejected' });
});
