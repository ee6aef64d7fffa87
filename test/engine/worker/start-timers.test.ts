import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import type { SourceFile } from '../../../engine/model/problem.ts';
import { desk, engineOn, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { bySignal, byTime, startedBy } from '../../support/starts.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let other: ReturnType<typeof engineOn>;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  other = engineOn(db.url, { clock: on.clock });
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), other.close()]);
  await db.drop();
});

const deploy = (files: readonly SourceFile[]) => on.engine.deploy(town, files, { by: desk, note: '' });
const daily = (kind: Parameters<typeof byTime>[0], text: string, name = '办理') =>
  startedBy('daily', { morning: byTime(kind, text) }, { name });
/** Version and moment (Asia/Shanghai) of what began, in order. */
const begun = async () =>
  (
    await db.pool.query<{ row: string }>(
      `select procedure_key || ' ' || to_char(created_at at time zone 'Asia/Shanghai', 'DD HH24:MI') as row from instance order by created_at, instance_id`,
    )
  ).rows.map(({ row }) => row);
const next = async () =>
  (
    await db.pool.query(
      `select to_char(due_at at time zone 'Asia/Shanghai', 'DD HH24:MI') as due, rounds_left, attempts from start_trigger`,
    )
  ).rows;

test('a date begins one instance when it comes, and never again', async () => {
  await deploy(daily('timeDate', '2026-11-23T10:00:00+08:00'));
  on.clock.advance('PT59M');
  expect(await on.engine.drain()).toBe(0);
  on.clock.advance('PT1M');
  expect(await on.engine.drain()).toBe(1);
  on.clock.advance('P9D');
  expect(await on.engine.drain()).toBe(0);
  expect(await begun()).toEqual(['daily@1 23 10:00']);
  expect(await next()).toEqual([{ due: null, rounds_left: null, attempts: 0 }]);
  const [entry] = await on.engine.history({
    town,
    instance: (await db.pool.query('select instance_id from instance')).rows[0].instance_id,
  });
  expect(entry).toMatchObject({
    actor: { kind: 'system', id: 'timer' },
    command: { type: 'start', procedure: 'daily@1', event: 'morning' },
  });
});

test('a cycle counts from its own due time, however late the workers are, and ends after its rounds', async () => {
  await deploy(daily('timeCycle', 'R4/PT1H'));
  on.clock.advance('PT1H30M');
  expect(await on.engine.drain()).toBe(1);
  expect(await next()).toEqual([{ due: '23 11:00', rounds_left: 2, attempts: 0 }]);
  on.clock.advance('PT2H');
  expect(await on.engine.drain()).toBe(2);
  on.clock.advance('P1D');
  expect(await on.engine.drain()).toBe(1);
  expect(await begun()).toEqual(['daily@1 23 10:30', 'daily@1 23 12:30', 'daily@1 23 12:30', 'daily@1 24 12:30']);
  expect(await next()).toEqual([{ due: null, rounds_left: null, attempts: 0 }]);
});

test('the same files again change nothing; a new version keeps the beat of a timer it has in common', async () => {
  await deploy(daily('timeCycle', 'R/PT1H'));
  on.clock.advance('PT30M');
  expect(await deploy(daily('timeCycle', 'R/PT1H'))).toMatchObject([{ created: false }]);
  expect(await next()).toEqual([{ due: '23 10:00', rounds_left: -1, attempts: 0 }]);
  await deploy(daily('timeCycle', 'R/PT1H', '第二版'));
  expect(await next()).toEqual([{ due: '23 10:00', rounds_left: -1, attempts: 0 }]);
  on.clock.advance('PT30M');
  await on.engine.drain();
  await deploy(daily('timeCycle', 'R/PT2H', '第三版'));
  expect(await next()).toEqual([{ due: '23 12:00', rounds_left: -1, attempts: 0 }]);
  on.clock.advance('PT2H');
  await on.engine.drain();
  await deploy(startedBy('daily', { storm: bySignal('storm') }));
  on.clock.advance('P1D');
  expect(await on.engine.drain()).toBe(0);
  expect(await begun()).toEqual(['daily@2 23 10:00', 'daily@3 23 12:00']);
});

test('a date that has fired does not fire again in the next version', async () => {
  await deploy(daily('timeDate', '2026-11-23T10:00:00+08:00'));
  on.clock.advance('PT1H');
  await on.engine.drain();
  await deploy(daily('timeDate', '2026-11-23T10:00:00+08:00', '第二版'));
  expect(await on.engine.drain()).toBe(0);
  expect(await begun()).toEqual(['daily@1 23 10:00']);
});

test('a time that cannot be told is refused at publishing', async () => {
  await expect(deploy(daily('timeDuration', '=wait'))).rejects.toMatchObject({
    name: 'CompileProblems',
    problems: [expect.objectContaining({ element: 'morning', property: 'timer', severity: 'error' })],
  });
  expect(await on.engine.versions(town)).toEqual([]);
});

test('two engines share the starts of many processes; each begins once', async () => {
  for (let index = 0; index < 30; index++)
    await deploy(startedBy(`p${index}`, { tick: byTime('timeCycle', 'R3/PT10M') }));
  for (let round = 1; round <= 3; round++) {
    on.clock.advance('PT10M');
    const [mine, theirs] = await Promise.all([on.engine.drain(), other.engine.drain()]);
    expect(mine + theirs).toBe(30);
  }
  const { rows } = await db.pool.query(
    'select procedure_key, count(*)::int as n from instance group by 1 having count(*) <> 3',
  );
  expect([rows, (await begun()).length]).toEqual([[], 90]);
});

test('what a dead process took begins when its lease is over; the dead one begins nothing more', async () => {
  await deploy(daily('timeCycle', 'R/PT1H'));
  on.clock.advance('PT1H');
  await db.pool.query('update start_trigger set lease_until = $1, fence = fence + 1, attempts = 1', [
    new Date(on.clock.now().getTime() + 30_000),
  ]);
  expect(await other.engine.drain()).toBe(0);
  on.clock.advance('PT31S');
  const restarted = engineOn(db.url, { clock: on.clock });
  expect(await restarted.engine.drain()).toBe(1);
  await restarted.close();
  expect(await next()).toEqual([{ due: '23 11:00', rounds_left: -1, attempts: 0 }]);
});
