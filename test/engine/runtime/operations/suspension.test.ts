import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, uuidv7 } from '../../../../engine/index.ts';
import type { Command } from '../../../../engine/model/command.ts';
import { inner, outer } from '../../../support/chain.ts';
import { by, desk, engineOn, openTask, town } from '../../../support/engine.ts';
import { violations } from '../../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';
import { byMessage, passing, startedBy } from '../../../support/starts.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
let issued: string[];
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  issued = [];
  const actions = { 'order.issue': async (_: unknown, job: { key: string }) => void issued.push(job.key) };
  on = engineOn(db.url, { actions });
  other = engineOn(db.url, { actions, clock: on.clock });
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const start = async (process: string, variables: Record<string, string | number>) => ({
  town,
  instance: (await on.engine.start(town, { process, variables }, by)).instance,
});
type Ref = Awaited<ReturnType<typeof start>>;
const suspend = (ref: Ref) => on.engine.execute(ref, { type: 'suspend', reason: '核查' }, by);
const resume = (ref: Ref) => on.engine.execute(ref, { type: 'resume' }, by);
const rows = async (table: 'job' | 'timer' | 'subscription') =>
  (await db.pool.query<{ element_id: string }>(`select element_id from ${table} order by 1`)).rows.map(
    (row) => row.element_id,
  );

test('has no jobs and timers, and they come back: jobs at once, timers with their due date', async () => {
  await on.deploy('order', 'payment');
  const order = await start('order', { department: '住建局' });
  const payment = await start('payment', { case: 'C-1' });
  const due = async () => (await db.pool.query('select element_id, due_at from timer order by 1')).rows;
  const timers = await due();
  await Promise.all([suspend(order), suspend(payment)]);
  expect([await rows('job'), await rows('timer'), await rows('subscription')]).toEqual([[], [], ['paid']]);
  on.clock.advance('P30D');
  expect(await on.engine.drain()).toBe(0);
  expect(issued).toEqual([]);

  await resume(payment);
  expect(await due()).toEqual(timers);
  await resume(order);
  await on.engine.drain();
  expect(issued).toHaveLength(1);
  expect(await on.engine.replay(order)).toEqual((await on.engine.instance(order))?.state);
});

test('a worker that had claimed a job before it was suspended ends nothing', async () => {
  await on.deploy('order');
  let held: () => void = () => {};
  let go: () => void = () => {};
  const claimed = new Promise<void>((resolve) => {
    held = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = engineOn(db.url, {
    clock: on.clock,
    actions: { 'order.issue': async () => {} },
    facts: async () => {
      held();
      await gate;
      return (await import('../../../support/facts.ts')).plainFacts;
    },
  });
  const order = await start('order', { department: '住建局' });
  const draining = slow.engine.drain();
  await claimed;
  await suspend(order);
  go();
  await draining;
  expect((await on.engine.history(order)).map(({ command }) => command.type)).toEqual(['start', 'suspend']);
  await resume(order);
  await on.engine.drain();
  expect(issued).toHaveLength(1);
  await slow.close();
});

test('its tasks are shown and take nothing', async () => {
  await on.deploy('mediation');
  const ref = await start('mediation', { level: 1 });
  const task = await openTask(db.pool, ref.instance, 'intake');
  await suspend(ref);
  const shown = async () => (await on.engine.operations.findTasks(town, {})).items.map((one) => one.suspended);
  expect(await shown()).toEqual([true]);
  for (const command of [
    { type: 'task.claim', task, user: 'a' },
    { type: 'task.complete', task, user: 'a' },
  ] satisfies Command[])
    await expect(on.engine.execute(ref, command, by)).rejects.toMatchObject({ code: 'conflict' });
  await resume(ref);
  expect(await shown()).toEqual([false]);
  await on.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
});

test('a delegated task has its owner in the row', async () => {
  await on.deploy('mediation');
  const ref = await start('mediation', { level: 1 });
  const task = await openTask(db.pool, ref.instance, 'intake');
  await on.engine.execute(ref, { type: 'task.claim', task, user: 'a' }, by);
  await on.engine.execute(ref, { type: 'task.delegate', task, user: 'a', to: 'b' }, by);
  const row = async () => (await db.pool.query('select assignee, owner from task')).rows;
  expect(await row()).toEqual([{ assignee: 'b', owner: 'a' }]);
  await on.engine.execute(ref, { type: 'task.resolve', task, user: 'b' }, by);
  expect(await row()).toEqual([{ assignee: 'a', owner: null }]);
});

test('a message is refused; with a time to live it waits, however long, and comes when it is resumed', async () => {
  await on.deploy('payment');
  const ref = await start('payment', { case: 'C-1' });
  await suspend(ref);
  const pay = (ttl?: string) =>
    on.engine.correlate(town, { name: 'agreement.paid', key: 'C-1', ...(ttl && { ttl }) }, by);
  await expect(pay()).rejects.toMatchObject({
    name: 'Rejected',
    code: 'conflict',
    message: `Expected instance ${ref.instance} to take messages but it is suspended`,
  });
  expect(await pay('P1Y')).toBeUndefined();
  for (let day = 0; day < 20; day++) {
    on.clock.advance('P1D');
    await on.engine.drain();
  }
  const { rows } = await db.pool.query('select attempts from buffered_message');
  expect(rows).toEqual([{ attempts: 0 }]);

  // Kept messages arrive also where no workers run.
  await resume(ref);
  await on.engine.drain();
  expect(await on.engine.instance(ref)).toMatchObject({ status: 'completed' });
  expect((await db.pool.query('select from buffered_message')).rowCount).toBe(0);
});

test('a message goes to another that waits for it, if there is one', async () => {
  await on.deploy('payment');
  const [older, newer] = [await start('payment', { case: 'C-1' }), await start('payment', { case: 'C-1' })];
  await suspend(older);
  const outcome = await on.engine.correlate(town, { name: 'agreement.paid', key: 'C-1' }, by);
  expect(outcome?.instance).toBe(newer.instance);
});

test('whoever begins by the message does not take it from who waits suspended', async () => {
  for (const files of [
    passing('waiting', 'intermediateCatchEvent', byMessage('ordered')),
    startedBy('orders', { ordered: byMessage('ordered') }),
  ])
    await on.engine.deploy(town, files, { by: desk, note: '' });
  const ref = await start('waiting', { order: 'O-1' });
  await suspend(ref);
  await on.engine.correlate(town, { name: 'order.new', key: 'O-1', ttl: 'P1D' }, by);
  expect(await on.engine.drain()).toBe(0);
  await resume(ref);
  await on.engine.drain();
  expect((await on.engine.history(ref)).at(-1)?.command.type).toBe('message');
});

test('a thrown message waits in the outbox until it is resumed', async () => {
  for (const files of [
    passing('waiting', 'intermediateCatchEvent', byMessage('ordered')),
    passing('throwing', 'intermediateThrowEvent', byMessage('ordered')),
  ])
    await on.engine.deploy(town, files, { by: desk, note: '' });
  const ref = await start('waiting', { order: 'O-1' });
  await suspend(ref);
  await start('throwing', { order: 'O-1' });
  for (let hour = 0; hour < 10; hour++) {
    await on.engine.drain();
    on.clock.advance('PT1H');
  }
  await on.engine.drain();
  await resume(ref);
  on.clock.advance('PT1M');
  await other.engine.drain();
  expect((await on.engine.history(ref)).at(-1)?.command.type).toBe('message');
  expect((await db.pool.query('select from delivery')).rowCount).toBe(0);
});

test('suspended and resumed in one batch, nothing is lost', async () => {
  await on.deploy('order');
  const order = await start('order', { department: '住建局' });
  await Promise.all([suspend(order), resume(order), suspend(order), resume(order)]);
  expect(await rows('job')).toEqual(['issue']);
  await on.engine.drain();
  expect(issued).toHaveLength(1);
});

test('work that a budget stopped waits with it, and goes on when it is resumed', async () => {
  for (const files of [inner, outer]) await on.engine.deploy(town, files, { by: desk, note: '' });
  const ref = { town, instance: uuidv7(on.clock.now()) };
  await Promise.all([
    on.engine.start(town, { process: 'counting', instance: ref.instance, variables: { n: 0 } }, by),
    suspend(ref),
  ]);
  await on.engine.drain();
  expect((await on.engine.instance(ref))?.state.queue?.length).toBeGreaterThan(0);
  expect((await db.pool.query('select from delivery')).rowCount).toBe(0);
  await resume(ref);
  await on.engine.drain();
  expect(await on.engine.instance(ref)).toMatchObject({ status: 'completed' });
});
