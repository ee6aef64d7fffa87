import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import type { SourceFile } from '../../../engine/model/problem.ts';
import { by, desk, engineOn, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { byMessage, passing, startedBy } from '../../support/starts.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  other = engineOn(db.url, { clock: on.clock });
  await deploy(passing('waiting', 'intermediateCatchEvent', byMessage('ordered')));
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const deploy = (files: readonly SourceFile[]) => on.engine.deploy(town, files, { by: desk, note: '' });
const keyed = (idempotencyKey: string) => ({ ...by, idempotencyKey });
const order = (key: string, variables = {}, ttl = 'PT1H') => ({ name: 'order.new', key, variables, ttl });
const wait = async (key: string, from = on) =>
  (await from.engine.start(town, { process: 'waiting', variables: { order: key } }, by)).instance;
const kept = async () =>
  (await db.pool.query<{ key: string }>('select key from buffered_message order by key')).rows.map(({ key }) => key);
/** What an instance has received. */
const received = async (instance: string) =>
  (await on.engine.history({ town, instance })).flatMap(({ command, actor }) =>
    command.type === 'message' ? [{ ...command.variables, by: actor.id }] : [],
  );

test('a message that nobody waits for is kept for the first who does, once, also without workers', async () => {
  expect(await on.engine.correlate(town, order('A', { n: 1 }), by)).toBeUndefined();
  expect(await kept()).toEqual(['A']);
  const stranger = await wait('B');
  const first = await wait('A');
  const second = await wait('A');
  await on.engine.drain();
  const got = await Promise.all([stranger, first, second].map(received));
  // Both wait from the same millisecond on; one of them has it.
  expect(got[0]).toEqual([]);
  expect([...got[1]!, ...got[2]!]).toEqual([{ n: 1, by: desk.id }]);
  expect(await kept()).toEqual([]);
});

test('without a time to live it is lost', async () => {
  expect(await on.engine.correlate(town, { name: 'order.new', key: 'A' }, by)).toBeUndefined();
  expect(await kept()).toEqual([]);
});

test('whoever comes too late does not get it, and it is cleared away', async () => {
  await on.engine.correlate(town, order('A', {}, 'PT10M'), by);
  on.clock.advance('PT10M');
  const instance = await wait('A');
  await on.engine.drain();
  expect(await received(instance)).toEqual([]);
  on.clock.advance('PT2H');
  const committed = new Promise<void>((resolve) => {
    const working = engineOn(db.url, { clock: on.clock, committed: () => resolve() });
    closing = working.close;
    working.engine.startWorkers();
    void working.engine.start(town, { process: 'waiting', variables: { order: 'Z' } }, by);
  });
  await committed;
  await closing();
  expect(await kept()).toEqual([]);
});
let closing: () => Promise<void> = async () => {};

test('those of one key arrive in the order they came', async () => {
  for (const n of [1, 2, 3]) {
    await on.engine.correlate(town, order('A', { n }), by);
    on.clock.advance(1);
  }
  for (const n of [1, 2, 3]) {
    const instance = await wait('A');
    await on.engine.drain();
    expect(await received(instance)).toEqual([{ n, by: desk.id }]);
  }
});

test('the same message is kept once and delivered once, whatever is asked again', async () => {
  const ask = (from = on) => from.engine.correlate(town, order('A', { n: 1 }), keyed('k'));
  expect(await Promise.all([ask(), ask(other), ask()])).toEqual([undefined, undefined, undefined]);
  expect(await kept()).toEqual(['A']);
  await expect(on.engine.correlate(town, order('B'), keyed('k'))).rejects.toMatchObject({ code: 'invalid' });
  const instance = await wait('A');
  await on.engine.drain();
  expect(await received(instance)).toEqual([{ n: 1, by: desk.id }]);
  const next = await wait('A');
  expect(await ask(other)).toMatchObject({ instance, rev: 2 });
  await on.engine.drain();
  expect(await received(next)).toEqual([]);
});

test('two engines race for kept messages; each arrives once', async () => {
  const keys = Array.from({ length: 40 }, (_, index) => `k-${String(index).padStart(2, '0')}`);
  await Promise.all(keys.map((key) => on.engine.correlate(town, order(key), by)));
  expect(await kept()).toEqual(keys);
  const instances = await Promise.all(keys.flatMap((key) => [wait(key), wait(key, other)]));
  await Promise.all([on.engine.drain(), other.engine.drain()]);
  const got = await Promise.all(instances.map(received));
  expect(got.flat().length).toBe(40);
  expect(got.every((one) => one.length <= 1)).toBe(true);
  expect(await kept()).toEqual([]);
});

test('a message and its receiver that come at the same moment find each other', async () => {
  for (let round = 0; round < 20; round++) {
    const [instance] = await Promise.all([wait(`r-${round}`), other.engine.correlate(town, order(`r-${round}`), by)]);
    // Both, for the one may be delivering what the other finds gone.
    await Promise.all([on.engine.drain(), other.engine.drain()]);
    expect(await received(instance)).toEqual([{ by: desk.id }]);
  }
});

test('a process that begins by it and is deployed later begins with what was kept', async () => {
  await on.engine.correlate(town, order('A', { n: 1 }), by);
  await on.engine.correlate(town, order('B', { n: 2 }), by);
  await deploy(startedBy('orders', { ordered: byMessage('ordered') }));
  const restarted = engineOn(db.url, { clock: on.clock });
  expect(await restarted.engine.drain()).toBe(2);
  await restarted.close();
  const { rows } = await db.pool.query(
    "select business_key, state -> 'scopes' -> 0 -> 'v' as v from instance order by business_key",
  );
  expect(rows).toEqual([
    { business_key: 'A', v: { n: 1, order: 'A' } },
    { business_key: 'B', v: { n: 2, order: 'B' } },
  ]);
  expect(await kept()).toEqual([]);
});

test.each(['soon', '-PT1H', ''])('a time to live of “%s” is refused', async (ttl) => {
  await expect(on.engine.correlate(town, order('A', {}, ttl), by)).rejects.toMatchObject({ code: 'invalid' });
});

test('a companion cannot be kept', async () => {
  const companion = async () => undefined;
  await expect(on.engine.correlate(town, order('A'), { ...by, companion })).rejects.toMatchObject({ code: 'invalid' });
});
