import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { ElementStatistics } from '../../../../engine/model/operations.ts';
import { by, desk, engineOn, fixture, openTask, town } from '../../../support/engine.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

/**
 * A story with known durations. The registration of three cases takes 1, 2 and 4 hours; then two are mediated (one is
 * cancelled over it after 3 hours, one is open), one is heard. A fourth is called by another procedure, a fifth began
 * before the time that is asked for.
 */
let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
const hour = 3_600_000;
const from = new Date('2026-11-30T00:00:00+08:00');
const to = new Date('2026-12-01T00:00:00+08:00');

const start = async (process: string, variables: Record<string, string | number>) => ({
  town,
  instance: (await on.engine.start(town, { process, variables }, by)).instance,
});
const complete = async (ref: { town: number; instance: string }, element: string) => {
  const task = await openTask(db.pool, ref.instance, element);
  return on.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
};
const dueSoon = fixture('mediation').map(({ path, text }) => ({
  path,
  text: text.replace(
    '<zeebe:assignmentDefinition candidateGroups="desk" />',
    '<zeebe:assignmentDefinition candidateGroups="desk" /><zeebe:taskSchedule dueDate="=now() + duration(&quot;PT3H&quot;)" />',
  ),
}));

beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url, { actions: { 'order.issue': () => Promise.reject(new Error('no answer')) } });
  await on.engine.deploy(town, dueSoon, { by: desk, note: '' });
  await on.deploy('lifecycle', 'order');

  on.clock.set(new Date('2026-11-29T20:00:00+08:00'));
  await start('mediation', { level: 1 });
  on.clock.set(new Date('2026-11-30T09:00:00+08:00'));
  const cases = [
    await start('mediation', { level: 1 }),
    await start('mediation', { level: 1 }),
    await start('mediation', { level: 9 }),
  ];
  await start('lifecycle', { level: 1 });
  on.clock.advance('PT1H');
  await complete(cases[0]!, 'intake');
  on.clock.advance('PT1H');
  await complete(cases[1]!, 'intake');
  on.clock.advance('PT2H');
  await complete(cases[2]!, 'intake');
  await on.engine.cancel(cases[0]!, '撤回', by);
  await start('order', { department: '住建局' });
  for (let attempt = 0; attempt < 5; attempt++) {
    await on.engine.drain();
    on.clock.advance('PT10M');
  }
});
afterAll(async () => {
  await on.close();
  await db.drop();
});

const statistics = async (version: string, range = { from, to }) =>
  Object.fromEntries(
    (await on.engine.operations.statistics(town, { version, ...range })).map(({ element, ...counts }) => [
      element,
      counts,
    ]),
  );
const none = { open: 0, completed: 0, interrupted: 0, median: undefined, p90: undefined, overdue: 0, incidents: 0 };
const passed = (entered: number) => ({ ...none, entered, completed: entered });

test('of a version: what was entered, how it ended, how long it took, what was late', async () => {
  expect(await statistics('mediation@1')).toEqual({
    begin: passed(4),
    // The called one is open; it is late, as is the one that took four hours.
    intake: { ...none, entered: 4, open: 1, completed: 3, median: 2 * hour, p90: 3.6 * hour, overdue: 2 },
    route: passed(3),
    mediate: { ...none, entered: 2, open: 1, interrupted: 1, median: 3 * hour, p90: 3 * hour },
    hearing: { ...none, entered: 1, open: 1 },
  } satisfies Record<string, Omit<ElementStatistics, 'element'>>);
});

test('of the procedure that called it', async () => {
  expect(await statistics('lifecycle@1')).toEqual({
    begin: passed(1),
    handle: { ...none, entered: 1, open: 1 },
  });
});

test('of one with an incident', async () => {
  expect(await statistics('order@1')).toEqual({
    begin: passed(1),
    issue: { ...none, entered: 1, open: 1, incidents: 1 },
  });
});

test('of the day before, and of no time at all', async () => {
  const before = { from: new Date('2026-11-29T00:00:00+08:00'), to: from };
  expect(await statistics('mediation@1', before)).toEqual({
    begin: passed(1),
    intake: { ...none, entered: 1, open: 1, overdue: 1 },
  });
  expect(await statistics('mediation@1', { from: to, to: from })).toEqual({});
  await expect(statistics('mediation@7')).rejects.toMatchObject({ code: 'not-found' });
});

test('a run belongs to the version in which it began', async () => {
  const text = dueSoon.map((file) => ({ ...file, text: file.text.replace('name="登记"', 'name="受理"') }));
  await on.engine.deploy(town, text, { by: desk, note: '' });
  const at = { from: new Date('2026-12-02T00:00:00+08:00'), to: new Date('2026-12-03T00:00:00+08:00') };
  on.clock.set(new Date('2026-12-02T09:00:00+08:00'));
  const ref = await start('mediation', { level: 1 });
  const old = await on.engine.start(town, { process: 'mediation', version: 1, variables: { level: 1 } }, by);
  on.clock.advance('PT1H');
  const { plan } = await on.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  await on.engine.execute({ town, instance: old.instance }, { type: 'migrate', plan, reason: '新版' }, by);
  on.clock.advance('PT1H');
  await complete({ town, instance: old.instance }, 'intake');
  const ended = { ...none, entered: 1, completed: 1, median: 2 * hour, p90: 2 * hour };
  expect(await statistics('mediation@1', at)).toEqual({ begin: passed(1), intake: ended });
  expect(await statistics('mediation@2', at)).toEqual({
    begin: passed(1),
    intake: { ...none, entered: 1, open: 1 },
    route: passed(1),
    mediate: { ...none, entered: 1, open: 1 },
  });
  await on.engine.cancel(ref, '撤回', by);
});
