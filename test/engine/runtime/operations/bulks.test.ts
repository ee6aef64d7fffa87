import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { BulkOrder } from '../../../../engine/model/operations.ts';
import { claimItems } from '../../../../engine/store/ops/claim-bulk-items.ts';
import { endItems } from '../../../../engine/store/ops/write-bulks.ts';
import { by, desk, engineOn, openTask, town } from '../../../support/engine.ts';
import { violations } from '../../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
/** Whether the action of the order process has an answer. */
let answers: boolean;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  answers = false;
  const actions = {
    'order.issue': async () => {
      if (!answers) throw new Error('no answer');
    },
  };
  on = engineOn(db.url, { actions });
  other = engineOn(db.url, { actions, clock: on.clock });
  await on.deploy('mediation', 'order');
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const start = async (level: number) =>
  (await on.engine.start(town, { process: 'mediation', businessKey: `case-${level}`, variables: { level } }, by))
    .instance;
const begin = (order: BulkOrder, options = by, from = on) => from.engine.operations.begin(town, order, options);
const statuses = async () =>
  (await on.engine.operations.findInstances(town, { oldest: true })).items.map(({ status, suspended }) =>
    suspended ? 'suspended' : status,
  );
const count = { id: expect.any(String), by: desk, created: expect.any(Date) };

describe('an order for many instances', () => {
  test('concerns those that match when it is given, and is carried out by the workers', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(start));
    const choice = { query: { variables: [{ name: 'level', is: '>', value: 2 }] } } as const;
    const bulk = await begin({ kind: 'suspend', choice, reason: '核查' });
    expect(bulk).toEqual({
      ...count,
      kind: 'suspend',
      reason: '核查',
      status: 'running',
      total: 3,
      done: 0,
      failed: 0,
      ended: null,
    });
    await start(9);
    await on.engine.drain();
    expect(await on.engine.operations.bulk(town, bulk.id)).toEqual({
      ...bulk,
      status: 'done',
      done: 3,
      ended: on.clock.now(),
    });
    expect((await statuses()).toSorted()).toEqual([
      'active',
      'active',
      'active',
      'suspended',
      'suspended',
      'suspended',
    ]);
    const [suspended] = (await on.engine.operations.findInstances(town, { status: 'suspended' })).items;
    expect((await on.engine.history(suspended!.ref)).at(-1)).toMatchObject({
      actor: desk,
      command: { type: 'suspend', reason: '核查' },
    });
  });

  test('counts and names those that refuse', async () => {
    const [one, two] = [await start(1), await start(2)];
    await on.engine.cancel({ town, instance: two }, '撤回', by);
    const nobody = '018f0000-0000-7000-8000-000000000000';
    const bulk = await begin({ kind: 'cancel', choice: { instances: [two, one, one, nobody] }, reason: '撤回' });
    expect(bulk.total).toBe(3);
    await on.engine.drain();
    expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'done', done: 1, failed: 2 });
    const first = await on.engine.operations.bulkFailures(town, bulk.id, { limit: 1 });
    const second = await on.engine.operations.bulkFailures(town, bulk.id, { cursor: first.next! });
    expect([...first.items, ...second.items]).toEqual([
      { instance: nobody, businessKey: null, code: 'not-found', message: expect.stringContaining(nobody) },
      { instance: two, businessKey: 'case-2', code: 'conflict', message: expect.stringContaining('cancelled') },
    ]);
    expect(second.next).toBeUndefined();
  });

  test('without a match it is done at once', async () => {
    const bulk = await begin({ kind: 'cancel', choice: { query: { process: 'order' } }, reason: '撤回' });
    expect(bulk).toMatchObject({ status: 'done', total: 0, ended: on.clock.now() });
  });

  test('several orders on one instance are carried out in the order they were given', async () => {
    const instance = await start(1);
    const choice = { instances: [instance] };
    for (const kind of ['suspend', 'resume', 'suspend', 'resume'] as const) {
      await begin({ kind, choice, reason: '核查' });
      on.clock.advance(1);
    }
    await Promise.all([on.engine.drain(), other.engine.drain()]);
    await on.engine.drain();
    const { items } = await on.engine.operations.bulks(town);
    expect(items.map(({ status, kind, done }) => [status, kind, done])).toEqual([
      ['done', 'resume', 1],
      ['done', 'suspend', 1],
      ['done', 'resume', 1],
      ['done', 'suspend', 1],
    ]);
    expect(await statuses()).toEqual(['active']);
  });

  test('two engines share the work; each instance is asked once', async () => {
    await Promise.all(Array.from({ length: 130 }, (_, level) => start(level)));
    const bulk = await begin({ kind: 'cancel', choice: { query: {} }, reason: '撤回' });
    await Promise.all([on.engine.drain(), other.engine.drain()]);
    expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({
      status: 'done',
      total: 130,
      done: 130,
      failed: 0,
    });
  });

  test('is left where it is when it is stopped', async () => {
    await Promise.all([1, 2, 3].map(start));
    const bulk = await begin({ kind: 'cancel', choice: { query: {} }, reason: '撤回' });
    const stopped = { ...bulk, status: 'stopped', ended: on.clock.now() };
    expect(await on.engine.operations.stopBulk(town, bulk.id)).toEqual(stopped);
    await on.engine.drain();
    expect(await statuses()).toEqual(['active', 'active', 'active']);
    expect(await on.engine.operations.stopBulk(town, bulk.id)).toEqual(stopped);
    await expect(on.engine.operations.stopBulk(town, '018f0000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is listed by its town, newest first, in pages', async () => {
    for (const reason of ['一', '二', '三']) {
      await begin({ kind: 'suspend', choice: { query: {} }, reason });
      on.clock.advance(1);
    }
    const first = await on.engine.operations.bulks(town, { limit: 2 });
    const second = await on.engine.operations.bulks(town, { limit: 2, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ reason }) => reason)).toEqual(['三', '二', '一']);
    expect((await on.engine.operations.bulks(town + 1)).items).toEqual([]);
    expect(await on.engine.operations.bulk(town + 1, first.items[0]!.id)).toBeUndefined();
  });

  test('moves tokens', async () => {
    const instance = await start(1);
    const { tokens } = (await on.engine.instance({ town, instance }))!.state;
    const changes = [{ do: 'move', token: tokens[0]!.i, to: 'hearing' }] as const;
    const bulk = await begin({ kind: 'modify', choice: { instances: [instance] }, reason: '改听证', changes });
    await on.engine.drain();
    expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ done: 1, failed: 0 });
    expect(await openTask(db.pool, instance, 'hearing')).toBeGreaterThan(0);
  });

  test.each<[string, BulkOrder, object]>([
    ['no reason', { kind: 'cancel', choice: { query: {} }, reason: ' ' }, by],
    ['no uuid', { kind: 'cancel', choice: { instances: ['x'] }, reason: 'r' }, by],
    [
      'no transaction for a companion',
      { kind: 'cancel', choice: { query: {} }, reason: 'r' },
      { ...by, companion: async () => undefined },
    ],
  ])('is refused: %s', async (_, order, options) => {
    await expect(begin(order, options as typeof by)).rejects.toMatchObject({ code: 'invalid' });
    expect((await on.engine.operations.bulks(town)).items).toEqual([]);
  });
});

describe('retry', () => {
  const broken = async () => {
    for (const department of ['住建局', '人社局', '公安局'])
      await on.engine.start(town, { process: 'order', variables: { department } }, by);
    for (let attempt = 0; attempt < 5; attempt++) {
      await on.engine.drain();
      on.clock.advance('PT1H');
    }
    expect((await on.engine.operations.findIncidents(town, {})).items.length).toBe(3);
  };

  test('resolves the open incidents of all, once what failed is mended', async () => {
    await broken();
    answers = true;
    const retry = (code: 'job-failed' | 'evaluation') =>
      begin({ kind: 'retry', choice: { query: {} }, reason: '已修复', code });
    expect(await retry('evaluation')).toMatchObject({ total: 0, status: 'done' });
    await on.engine.drain();
    expect((await on.engine.operations.findIncidents(town, {})).items.length).toBe(3);
    expect(await retry('job-failed')).toMatchObject({ total: 3 });
    await on.engine.drain();
    expect((await on.engine.operations.findIncidents(town, {})).items).toEqual([]);
    expect((await on.engine.operations.findIncidents(town, { resolved: true })).items.length).toBe(3);
    expect((await on.engine.operations.findTasks(town, { element: 'sign', status: 'open' })).items.length).toBe(3);
  });

  test('names those that fail again at once', async () => {
    await on.deploy('lifecycle');
    await on.engine.operations.suspendVersion(town, 'mediation@1');
    const { instance } = await on.engine.start(town, { process: 'lifecycle', variables: { level: 1 } }, by);
    const bulk = await begin({ kind: 'retry', choice: { query: { incident: true } }, reason: '再试' });
    await on.engine.drain();
    expect((await on.engine.operations.bulkFailures(town, bulk.id)).items).toEqual([
      { instance, businessKey: null, code: 'no-process', message: expect.stringContaining('mediation') },
    ]);
  });
});

test('an item that cannot be carried out fails after its attempts, and others go on', async () => {
  const [poisoned, sound] = [await start(1), await start(2)];
  const { rows } = await db.pool.query('select state from instance where instance_id = $1', [poisoned]);
  const put = (state: unknown) =>
    db.pool.query('update instance set state = $2 where instance_id = $1', [poisoned, JSON.stringify(state)]);
  await put({ ...rows[0].state, tokens: [{ ...rows[0].state.tokens[0], n: 'nowhere~on' }] });
  const bulk = await begin({ kind: 'suspend', choice: { instances: [poisoned, sound] }, reason: '核查' });
  // Of an engine that did not write the rows and so has to read them.
  const reader = engineOn(db.url, { clock: on.clock });
  await reader.engine.drain();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'running', done: 1, failed: 0 });
  for (let attempt = 0; attempt < 4; attempt++) {
    on.clock.advance('PT10M');
    await reader.engine.drain();
  }
  await reader.close();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'done', done: 1, failed: 1 });
  const [failed] = (await on.engine.operations.bulkFailures(town, bulk.id)).items;
  expect(failed).toMatchObject({ instance: poisoned, code: 'error' });
  await put(rows[0].state);
});

test('what a dead worker took is taken again after its lease, and done once', async () => {
  const instance = await start(1);
  const bulk = await begin({ kind: 'suspend', choice: { instances: [instance] }, reason: '核查' });
  const lease = new Date(on.clock.now().getTime() + 30_000);
  const claim = claimItems(town, on.clock.now(), lease, [bulk.id], [instance]);
  await on.database.executeQuery(claim);
  expect(await on.engine.drain()).toBe(0);
  // Begun is begun: it is finished although the bulk is stopped.
  await on.engine.operations.stopBulk(town, bulk.id);
  on.clock.advance('PT1M');
  await on.engine.drain();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'stopped', total: 1, done: 1 });
  expect((await on.engine.history({ town, instance })).length).toBe(2);
});

test('who comes back after his lease ends nothing', async () => {
  const instance = await start(1);
  const bulk = await begin({ kind: 'suspend', choice: { instances: [instance] }, reason: '核查' });
  const claim = async () => {
    const now = on.clock.now();
    const lease = new Date(now.getTime() + 30_000);
    return (await on.database.executeQuery(claimItems(town, now, lease, [bulk.id], [instance]))).rows[0]!;
  };
  const zombie = await claim();
  expect(await claim()).toBeUndefined();
  on.clock.advance('PT1M');
  const heir = await claim();
  const end = async ({ fence }: typeof zombie, status: string) => {
    const row = { bulk_id: bulk.id, instance_id: instance, fence, status, code: null, message: null };
    const query = endItems(town, [{ ...row, ended_at: on.clock.now().toISOString(), lease_until: null }]);
    return (await on.database.executeQuery(query)).numAffectedRows;
  };
  expect([await end(zombie, 'failed'), await end(heir, 'failed'), await end(heir, 'done')]).toEqual([0n, 1n, 0n]);
  await on.engine.drain();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'done', failed: 1 });
});

test('to resume means those that are suspended', async () => {
  const [one] = [await start(1), await start(2)];
  await on.engine.execute({ town, instance: one }, { type: 'suspend', reason: '核查' }, by);
  expect(await begin({ kind: 'resume', choice: { query: {} }, reason: '恢复' })).toMatchObject({ total: 1 });
  await on.engine.drain();
  expect(await statuses()).toEqual(['active', 'active']);
});

test('running workers are told of an order at once', async () => {
  const instance = await start(1);
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const working = engineOn(db.url, { clock: on.clock, committed: (_, [accepted]) => resolve(accepted?.command) });
  working.engine.startWorkers();
  await begin({ kind: 'suspend', choice: { instances: [instance] }, reason: '核查' }, by, working);
  expect(await promise).toEqual({ type: 'suspend', reason: '核查' });
  await working.close();
});
