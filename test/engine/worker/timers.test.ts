import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { by, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  other = engineOn(db.url);
  await on.deploy('payment');
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const begin = async (key: string) =>
  (await on.engine.start(town, { process: 'payment', variables: { case: key } }, by)).instance;
const fired = async (instance: string) =>
  (await on.engine.history({ town, instance })).flatMap((entry) =>
    entry.command.type === 'timer.fire'
      ? [
          [
            entry.at.toISOString(),
            entry.events.flatMap((event) => (event.type === 'timer.fired' ? [event.element] : [])),
          ],
        ]
      : [],
  );

test('nothing fires before its time; then cycles and deadlines fire in order', async () => {
  const instance = await begin('a');
  on.clock.advance('PT19M');
  expect(await on.engine.drain()).toBe(0);
  on.clock.advance('PT1M');
  expect(await on.engine.drain()).toBe(1);
  on.clock.advance('PT1H');
  // The second reminder (09:40) and the deadline (10:00) are both late; one after the other.
  expect(await on.engine.drain()).toBe(2);
  expect(await fired(instance)).toEqual([
    ['2026-11-23T01:20:00.000Z', ['remind']],
    ['2026-11-23T02:20:00.000Z', ['remind']],
    ['2026-11-23T02:20:00.000Z', ['late']],
  ]);
  const { rows } = await db.pool.query('select element_id from timer where instance_id = $1', [instance]);
  expect(rows).toEqual([]);
  expect(
    (
      await db.pool.query("select element_id from task where instance_id = $1 and status = 'open' order by task_no", [
        instance,
      ])
    ).rows,
  ).toEqual([{ element_id: 'check' }, { element_id: 'check' }]);
});

test('what completed in time does not fire', async () => {
  const instance = await begin('b');
  await on.engine.execute(
    { town, instance },
    { type: 'task.complete', task: await openTask(db.pool, instance, 'wait'), user: 'a' },
    by,
  );
  on.clock.advance('P1D');
  expect(await on.engine.drain()).toBe(0);
});

test('two engines share many timers; each fires once', async () => {
  await Promise.all(Array.from({ length: 500 }, (_, index) => begin(`many-${index}`)));
  // Reminders, reminders, deadlines: each in a round of its own, for a deadline that one engine fires first would end the
  // wait whose reminder the other has in its hands.
  for (let round = 0; round < 3; round++) {
    on.clock.advance('PT20M');
    other.clock.set(on.clock.now());
    const [mine, theirs] = await Promise.all([on.engine.drain(), other.engine.drain()]);
    expect(mine + theirs).toBe(500);
  }
  const { rows } = await db.pool.query(
    "select count(*)::int as fired from history where command ->> 'type' = 'timer.fire' and instance_id in (select instance_id from history where rev = 1 and command -> 'variables' ->> 'case' like 'many-%')",
  );
  expect(rows).toEqual([{ fired: 1500 }]);
});

test('a timer that a dead process took fires when its lease is over', async () => {
  const instance = await begin('dead');
  const due = new Date(on.clock.now().getTime() + 20 * 60_000);
  on.clock.set(due);
  await db.pool.query(
    'update timer set lease_until = $2, fence = fence + 1, attempts = attempts + 1 where instance_id = $1',
    [instance, new Date(due.getTime() + 30_000)],
  );
  expect(await on.engine.drain(town)).toBe(0);
  on.clock.advance('PT31S');
  expect(await on.engine.drain(town)).toBe(1);
});

test('workers in the background do it by themselves, and stop cleanly', async () => {
  const instance = await begin('background');
  on.clock.advance('PT20M');
  const committed = new Promise<void>((resolve) => {
    const working = engineOn(db.url, {
      clock: on.clock,
      committed: (_, accepted) => accepted.some((one) => one.instance === instance) && resolve(),
    });
    working.engine.startWorkers();
    working.engine.startWorkers();
    closing = () => working.close();
  });
  await committed;
  await closing();
  expect((await fired(instance)).length).toBe(1);
});
let closing: () => Promise<void> = async () => {};
