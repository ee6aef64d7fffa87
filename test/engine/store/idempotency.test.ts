import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { by, desk, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let one: ReturnType<typeof engineOn>;
let two: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  one = engineOn(db.url);
  two = engineOn(db.url);
  await one.deploy('mediation', 'payment');
});
afterAll(async () => {
  expect(await violations(one.engine, db.pool)).toEqual([]);
  await Promise.all([one.close(), two.close()]);
  await db.drop();
});

const start = { process: 'mediation', variables: { level: 1, note: '渗水' } };
const keyed = (idempotencyKey: string) => ({ ...by, idempotencyKey });
const count = async (query: string) =>
  (await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(query)}`.execute(one.database)).rows[0]
    ?.count;

describe('an idempotency key', () => {
  test('gives the first answer again, in one batch, in another one and from another engine', async () => {
    const [a, b] = await Promise.all([
      one.engine.start(town, start, keyed('k1')),
      one.engine.start(town, start, keyed('k1')),
    ]);
    const c = await one.engine.start(
      town,
      { variables: { note: '渗水', level: 1 }, process: 'mediation' },
      keyed('k1'),
    );
    const d = await two.engine.start(town, start, keyed('k1'));
    expect([b, c, d]).toEqual([a, a, a]);
    expect(await count('instance')).toBe(1);
  });

  test('two engines at the same moment carry it out once', async () => {
    const before = await count('instance');
    const rounds = Array.from({ length: 20 }, (_, index) => `race-${index}`);
    for (const key of rounds) {
      const [a, b] = await Promise.all([
        one.engine.start(town, start, keyed(key)),
        two.engine.start(town, start, keyed(key)),
      ]);
      expect(b).toEqual(a);
    }
    expect(await count('instance')).toBe(before! + rounds.length);
  });

  test('is refused for another command', async () => {
    await one.engine.start(town, start, keyed('k2'));
    await expect(one.engine.start(town, { ...start, businessKey: 'other' }, keyed('k2'))).rejects.toMatchObject({
      code: 'invalid',
      message: 'Expected a new idempotency key but “k2” was used for another command',
    });
  });

  test('belongs to its town', async () => {
    await expect(one.engine.start(town + 1, start, keyed('k1'))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not used up by a rejected command', async () => {
    const { instance } = await one.engine.start(town, start, by);
    const task = await openTask(db.pool, instance, 'intake');
    const claim = (user: string, key: string) =>
      one.engine.execute({ town, instance }, { type: 'task.claim', task, user }, keyed(key));
    await claim('a', 'k3');
    await expect(claim('b', 'k4')).rejects.toMatchObject({ name: 'Rejected' });
    await one.engine.execute({ town, instance }, { type: 'task.release', task, user: 'a' }, by);
    expect((await claim('b', 'k4')).rev).toBe(4);
  });

  test('keeps a completed task’s answer', async () => {
    const { instance } = await one.engine.start(town, start, by);
    const task = await openTask(db.pool, instance, 'intake');
    const complete = () =>
      one.engine.execute({ town, instance }, { type: 'task.complete', task, user: desk.id }, keyed('k5'));
    const first = await complete();
    expect(await complete()).toEqual(first);
    expect((await one.engine.history({ town, instance })).length).toBe(2);
  });

  test('a correlated message has its answer although nobody waits any more', async () => {
    await one.engine.start(town, { process: 'payment', variables: { case: 'C-1' } }, by);
    const pay = () =>
      two.engine.correlate(town, { name: 'agreement.paid', key: 'C-1', variables: { amount: 100 } }, keyed('k6'));
    const first = await pay();
    expect(first).toMatchObject({ rev: 2, status: 'completed' });
    expect(await pay()).toEqual(first);
    expect(await two.engine.correlate(town, { name: 'agreement.paid', key: 'C-1' }, keyed('k7'))).toBeUndefined();
  });
});
