import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { inner, outer } from '../../support/chain.ts';
import { by, engineOn, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  await on.deploy('payment');
  await on.engine.deploy(town, inner, { by: by.actor, note: '' });
  await on.engine.deploy(town, outer, { by: by.actor, note: '' });
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const pending = async () => (await db.pool.query('select kind, attempts from delivery')).rows;

test('work beyond a step’s budget goes on by itself, without workers', async () => {
  const { instance, status } = await on.engine.start(town, { process: 'counting', variables: { n: 0 } }, by);
  expect(status).toBe('active');
  await on.engine.drain();
  const history = await on.engine.history({ town, instance });
  expect(history.slice(1).every((entry) => entry.command.type === 'continue')).toBe(true);
  expect(history.length).toBeGreaterThan(2);
  expect(await on.engine.instance({ town, instance })).toMatchObject({ status: 'completed' });
  expect((await on.engine.instance({ town, instance }))?.state.scopes).toMatchObject([{ v: { n: 625 } }]);
  expect(await pending()).toEqual([]);
});

test('what a dead process left of it is taken up by another', async () => {
  const { instance } = await on.engine.start(town, { process: 'counting', variables: { n: 0 } }, by);
  await on.engine.stop();
  const other = engineOn(db.url);
  other.clock.set(new Date(on.clock.now().getTime() + 31_000));
  await other.engine.drain();
  expect(await other.engine.instance({ town, instance })).toMatchObject({ status: 'completed' });
  expect(await pending()).toEqual([]);
  await other.close();
});

test('a message in the outbox reaches its receiver once, also when it is delivered twice', async () => {
  const other = engineOn(db.url);
  const { instance } = await other.engine.start(town, { process: 'payment', variables: { case: 'C-9' } }, by);
  const row = [town, `${instance}:1:paid:0`, instance, other.clock.now()];
  const throwIt = () =>
    db.pool.query(
      `insert into delivery (town_id, key, instance_id, kind, name, correlation_key, variables, run_at, fence, attempts)
       values ($1, $2, $3, 'message', 'agreement.paid', 'C-9', '{"amount": 5}', $4, 0, 0)`,
      row,
    );
  await throwIt();
  expect(await other.engine.drain()).toBe(1);
  expect(await other.engine.instance({ town, instance })).toMatchObject({ status: 'completed', rev: 2 });
  await other.engine.start(town, { process: 'payment', variables: { case: 'C-9' } }, by);
  await throwIt();
  expect(await other.engine.drain()).toBe(1);
  // The second receiver still waits: the same throw has its first answer already.
  expect((await db.pool.query("select count(*)::int as waiting from subscription where key = 'C-9'")).rows).toEqual([
    { waiting: 1 },
  ]);
  expect(await pending()).toEqual([]);
  await other.close();
});
