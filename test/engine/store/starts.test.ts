import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import type { Outcome } from '../../../engine/model/door.ts';
import type { SourceFile } from '../../../engine/model/problem.ts';
import { by, desk, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { byCondition, byMessage, bySignal, passing, receiveTask, receiving, startedBy } from '../../support/starts.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  other = engineOn(db.url);
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const deploy = (files: readonly SourceFile[]) => on.engine.deploy(town, files, { by: desk, note: '' });
const keyed = (idempotencyKey: string) => ({ ...by, idempotencyKey });
const instances = async () =>
  (
    await db.pool.query<{ key: string; business_key: string | null; variables: unknown }>(
      `select procedure_key as key, business_key, state -> 'scopes' -> 0 -> 'v' as variables from instance order by state -> 'scopes' -> 0 -> 'v', procedure_key`,
    )
  ).rows;
const starts = async () =>
  (
    await db.pool.query(
      'select procedure_key, element_id, trigger_no, event, name from start_trigger order by town_id, process_id, element_id, trigger_no',
    )
  ).rows.map((row) => Object.values(row).join(' '));
const order = (key: string, variables = {}) => ({ name: 'order.new', key, variables });

describe('a message start', () => {
  test('begins one instance with the key and the variables, filed under the key', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    const outcome = await on.engine.correlate(town, order('O-1', { amount: 3 }), by);
    expect(outcome).toMatchObject({ rev: 1, status: 'active' });
    expect(await instances()).toEqual([
      { key: 'orders@1', business_key: 'O-1', variables: { amount: 3, order: 'O-1' } },
    ]);
    expect(await on.engine.correlate(town, { name: 'order.lost', key: 'O-1' }, by)).toBeUndefined();
    expect(await on.engine.correlate(town + 1, order('O-1'), by)).toBeUndefined();
  });

  test('comes after those who wait', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    await deploy(passing('waiting', 'intermediateCatchEvent', byMessage('ordered')));
    const { instance } = await on.engine.start(town, { process: 'waiting', variables: { order: 'O-2' } }, by);
    expect(await on.engine.correlate(town, order('O-2'), by)).toMatchObject({ instance, rev: 2 });
    expect((await on.engine.correlate(town, order('O-2'), by))?.instance).not.toBe(instance);
    expect((await instances()).length).toBe(2);
  });

  test('the same message begins one, also when two engines race for it', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    const keys = Array.from({ length: 20 }, (_, index) => `race-${index}`);
    for (const key of keys) {
      const [a, b, again] = await Promise.all([
        on.engine.correlate(town, order(key), keyed(key)),
        other.engine.correlate(town, order(key), keyed(key)),
        on.engine.correlate(town, order(key), keyed(key)),
      ]);
      expect([b, again]).toEqual([a, a]);
    }
    expect((await instances()).map((row) => row.business_key)).toEqual(expect.arrayContaining(keys));
    expect((await instances()).length).toBe(keys.length);
    await expect(on.engine.correlate(town, order('other'), keyed('race-0'))).rejects.toMatchObject({ code: 'invalid' });
  });

  test.each([
    ['a gateway', receiving('p'), ['p@1 first 0 message order.new', 'p@1 second 0 message order.paid']],
    ['a receive task', receiveTask('p'), ['p@1 receive 0 message order.new']],
  ])('may be %s', async (_, files, expected) => {
    await deploy(files);
    expect(await starts()).toEqual(expected);
    const outcome = (await on.engine.correlate(town, order('O-3'), by)) as Outcome;
    await openTask(db.pool, outcome.instance, 'work');
    expect((await instances()).length).toBe(1);
  });

  test('its companion writes with it, and refuses it', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    await db.pool.query('create table note (instance_id uuid)');
    const companion = async ({ trx, instance }: { trx: typeof on.database; instance: string }) => {
      await trx
        .insertInto('note' as never)
        .values({ instance_id: instance } as never)
        .execute();
      return { variables: { noted: true } };
    };
    const outcome = await on.engine.correlate(town, order('O-4'), { ...by, companion });
    expect((await db.pool.query('select * from note')).rows).toEqual([{ instance_id: outcome?.instance }]);
    expect((await instances())[0]?.variables).toEqual({ noted: true, order: 'O-4' });
    const refusing = async () => {
      throw new Error('no');
    };
    await expect(on.engine.correlate(town, order('O-5'), { ...by, companion: refusing })).rejects.toThrow('no');
    expect((await instances()).length).toBe(1);
  });
});

describe('a new version', () => {
  test('takes over from the one before, and without starts there is none', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered'), storm: bySignal('storm') }));
    expect(await starts()).toEqual(['orders@1 ordered 0 message order.new', 'orders@1 storm 0 signal storm']);
    await deploy(startedBy('orders', { ordered: byMessage('ordered'), storm: bySignal('storm') }));
    expect((await starts())[0]).toBe('orders@1 ordered 0 message order.new');
    await deploy(startedBy('orders', { paid: byMessage('paid') }));
    expect(await starts()).toEqual(['orders@2 paid 0 message order.paid']);
    expect(await other.engine.correlate(town, order('O-1'), by)).toBeUndefined();
    await other.engine.correlate(town, { name: 'order.paid', key: 'O-1' }, by);
    expect((await instances()).map((row) => row.key)).toEqual(['orders@2']);
    await deploy(startedBy('orders', { plain: '' }));
    expect(await starts()).toEqual([]);
  });

  test('what was deployed in a transaction that failed begins nothing', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    const failing = on.database.transaction().execute(async (trx) => {
      await on.engine.deploy(town, startedBy('orders', { paid: byMessage('paid') }), { by: desk, note: '' }, trx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await starts()).toEqual(['orders@1 ordered 0 message order.new']);
  });

  test('while one is deployed, each message begins one instance of the one or the other', async () => {
    await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
    const deployments = [2, 3, 4].map((n) =>
      startedBy('orders', { ordered: byMessage('ordered') }, { name: `第${n}版` }),
    );
    const messages = Array.from({ length: 60 }, (_, index) => other.engine.correlate(town, order(`m-${index}`), by));
    for (const files of deployments) await deploy(files);
    expect((await Promise.all(messages)).filter((one) => one === undefined)).toEqual([]);
    expect(new Set((await instances()).map((row) => row.business_key)).size).toBe(60);
    await other.engine.correlate(town, order('last'), by);
    expect((await instances()).find((row) => row.business_key === 'last')?.key).toBe('orders@4');
  });
});

describe('a signal', () => {
  test('reaches those who wait and begins one of each start, once for a key', async () => {
    await deploy(startedBy('flood', { storm: bySignal('storm') }));
    await deploy(startedBy('shelter', { storm: bySignal('storm'), plain: '' }));
    await deploy(passing('waiting', 'intermediateCatchEvent', bySignal('storm')));
    const { instance } = await on.engine.start(town, { process: 'waiting' }, by);
    const send = (from: typeof on) =>
      from.engine.signal(town, { name: 'storm', variables: { level: 4 } }, keyed('s-1'));
    const [first, second] = await Promise.all([send(on), send(other)]);
    const reached = (outcomes: readonly Outcome[]) => outcomes.map((one) => one.instance).sort();
    expect(reached(await send(on))).toEqual(reached(first!));
    expect(new Set([...reached(first!), ...reached(second!)]).size).toBe(3);
    expect(reached(first!)).toContain(instance);
    expect((await instances()).map((row) => row.key).sort()).toEqual(['flood@1', 'shelter@1', 'waiting@1']);
    expect((await instances()).map((row) => row.variables)).toEqual([{ level: 4 }, { level: 4 }, { level: 4 }]);
    await on.engine.signal(town, { name: 'storm' }, by);
    expect((await instances()).length).toBe(5);
  });

  test('thrown by an instance begins others, and does not come back to the thrower', async () => {
    await deploy(startedBy('flood', { storm: bySignal('storm') }));
    await deploy(passing('throwing', 'intermediateThrowEvent', bySignal('storm')));
    await on.engine.start(town, { process: 'throwing' }, by);
    await on.engine.drain();
    expect((await instances()).map((row) => row.key)).toEqual(['flood@1', 'throwing@1']);
    expect((await db.pool.query('select * from delivery')).rows).toEqual([]);
  });
});

test('a message thrown by an instance begins another one, once', async () => {
  await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
  await deploy(passing('throwing', 'intermediateThrowEvent', byMessage('ordered')));
  await on.engine.start(town, { process: 'throwing', variables: { order: 'O-7' } }, by);
  await Promise.all([on.engine.drain(), other.engine.drain()]);
  expect(await instances()).toEqual([
    { key: 'orders@1', business_key: 'O-7', variables: { order: 'O-7' } },
    { key: 'throwing@1', business_key: null, variables: { order: 'O-7' } },
  ]);
});

describe('a conditional start', () => {
  const evaluate = (level: unknown, from = on) => from.engine.evaluate(town, { level } as never, by);

  test('begins an instance when the condition turns true, and again only after it was false', async () => {
    await deploy(startedBy('alarm', { high: byCondition('=level &gt; 3') }));
    const counts: number[] = [];
    for (const level of [1, 4, 5, 4, 2, 9, 'x', null, 6]) counts.push((await evaluate(level)).length);
    expect(counts).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 1]);
    expect((await instances()).map((row) => row.variables)).toEqual([{ level: 4 }, { level: 6 }, { level: 9 }]);
    expect((await other.engine.evaluate(town + 1, { level: 9 }, by)).length).toBe(0);
  });

  test('two engines that look at the same moment begin one', async () => {
    await deploy(startedBy('alarm', { high: byCondition('=level &gt; 3') }));
    for (let round = 0; round < 10; round++) {
      const begun = await Promise.all([evaluate(7), evaluate(7, other)]);
      expect(begun.flat().length).toBe(1);
      await evaluate(0);
    }
    expect((await instances()).length).toBe(10);
  });

  test('of a new version has not held before', async () => {
    await deploy(startedBy('alarm', { high: byCondition('=level &gt; 3') }));
    await evaluate(7);
    await deploy(startedBy('alarm', { high: byCondition('=level &gt; 3') }, { name: '第二版' }));
    await evaluate(7);
    expect((await instances()).map((row) => row.key)).toEqual(['alarm@1', 'alarm@2']);
  });
});

describe('several events that must come together', () => {
  const together = startedBy('both', { all: byMessage('ordered') + bySignal('storm') }, { parallel: true });
  const storm = { name: 'storm', variables: { b: 2 } };

  test('begin one instance with what they brought', async () => {
    await deploy(together);
    expect(await on.engine.correlate(town, order('O-1', { a: 1 }), by)).toBeUndefined();
    expect(await on.engine.correlate(town, order('O-2', { a: 2 }), by)).toBeUndefined();
    expect(await instances()).toEqual([]);
    expect((await other.engine.signal(town, storm, by)).length).toBe(1);
    expect(await instances()).toEqual([
      { key: 'both@1', business_key: 'O-1', variables: { a: 1, b: 2, order: 'O-1' } },
    ]);
    expect(await on.engine.signal(town, storm, by)).toEqual([]);
    expect(await on.engine.correlate(town, order('O-3'), by)).toMatchObject({ rev: 1 });
    expect((await instances()).length).toBe(2);
  });

  test('the same one counts once, also after an instance has begun', async () => {
    await deploy(together);
    for (const from of [on, other, on]) await from.engine.correlate(town, order('O-1'), keyed('m'));
    const [begun] = await on.engine.signal(town, storm, keyed('s'));
    expect(await on.engine.correlate(town, order('O-1'), keyed('m'))).toBeUndefined();
    expect(await other.engine.signal(town, storm, keyed('s'))).toEqual([begun]);
    expect((await instances()).length).toBe(1);
    const { rows } = await db.pool.query('select arrived from start_trigger');
    expect(rows).toEqual([{ arrived: null }, { arrived: null }]);
  });

  test('at the same moment in two engines begin one', async () => {
    await deploy(together);
    for (let round = 1; round <= 10; round++) {
      await Promise.all([on.engine.correlate(town, order('O'), by), other.engine.signal(town, storm, by)]);
      expect((await instances()).length).toBe(round);
    }
  });

  test('what comes early waits for its turn when it has a time to live', async () => {
    await deploy(together);
    for (const a of [1, 2]) await on.engine.correlate(town, { ...order(`O-${a}`, { a }), ttl: 'P1D' }, by);
    for (let round = 0; round < 2; round++) {
      await other.engine.signal(town, { name: 'storm' }, by);
      await on.engine.drain();
    }
    expect((await instances()).map((row) => row.business_key)).toEqual(['O-1', 'O-2']);
  });

  test('what a dead process did not begin any more begins with the next', async () => {
    await deploy(together);
    await db.pool.query(`update start_trigger set arrived = '{"variables": {"c": 3}, "key": "O-9"}'`);
    const begun = new Promise<void>((resolve) => {
      const restarted = engineOn(db.url, { committed: () => resolve() });
      closing = restarted.close;
      restarted.engine.startWorkers();
    });
    await begun;
    await closing();
    expect(await instances()).toEqual([{ key: 'both@1', business_key: 'O-9', variables: { c: 3 } }]);
  });
  let closing: () => Promise<void> = async () => {};
});

test('a start event is named when a process is begun by hand', async () => {
  await deploy(startedBy('orders', { ordered: byMessage('ordered'), plain: '' }));
  await on.engine.start(town, { process: 'orders', event: 'ordered', variables: { order: 'O-9' } }, by);
  expect((await instances())[0]?.variables).toEqual({ order: 'O-9' });
  await expect(on.engine.start(town, { process: 'orders', event: 'nothing' }, by)).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('an activity of an open ad-hoc sub-process is begun by hand, with variables of its companion', async () => {
  const text = readFileSync(join(import.meta.dirname, '../elements/adHocSubProcess.open.bpmn'), 'utf8');
  await deploy([{ path: 'procedure.bpmn', text }]);
  const { instance } = await on.engine.start(town, { process: 'p', variables: { chosen: ['a'], enough: false } }, by);
  const ref = { town, instance };
  const scope = (await on.engine.instance(ref))?.state.scopes.find(({ d }) => d === 'ah')?.i ?? 0;
  const companion = async () => ({ variables: { why: '补充' } });
  const activate = { type: 'activate', scope, element: 'b' } as const;
  expect(await on.engine.execute(ref, activate, { ...by, companion })).toMatchObject({ rev: 2 });
  await openTask(db.pool, instance, 'b');
  expect((await on.engine.history(ref))[1]?.command).toEqual({ ...activate, variables: { why: '补充' } });
  await expect(on.engine.execute(ref, { ...activate, element: 'after' }, by)).rejects.toMatchObject({
    code: 'invalid',
  });
});
