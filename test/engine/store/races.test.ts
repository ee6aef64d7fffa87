import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import type { Command } from '../../../engine/model/command.ts';
import { by, engineOn, fixture, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** Two engines (two processes, as far as the database can tell) at the same instance at the same moment: one wins. */
const rounds = 25;
const fixtureText = fixture('mediation')[0]!.text;
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

type Execute = Extract<Command, { type: 'task.claim' | 'task.complete' | 'timer.fire' }>;
const begin = async (process: string, variables: Record<string, string | number>) =>
  (await one.engine.start(town, { process, variables }, by)).instance;
const race = async (left: Promise<unknown>, right: Promise<unknown>) => {
  const settled = await Promise.allSettled([left, right]);
  return settled
    .map((result) =>
      result.status === 'fulfilled' ? (result.value === undefined ? 'nobody' : 'won') : result.reason.name,
    )
    .sort();
};

test.each<[string, (task: number, user: string) => Execute]>([
  ['claim × claim', (task, user) => ({ type: 'task.claim', task, user })],
  ['complete × complete', (task, user) => ({ type: 'task.complete', task, user })],
])('%s: one wins, the other is rejected', async (_, command) => {
  for (let round = 0; round < rounds; round++) {
    const instance = await begin('mediation', { level: 1 });
    const task = await openTask(db.pool, instance, 'intake');
    const ref = { town, instance };
    expect(
      await race(one.engine.execute(ref, command(task, 'a'), by), two.engine.execute(ref, command(task, 'b'), by)),
    ).toEqual(['Rejected', 'won']);
  }
});

test('migrate × complete: both happen, one after the other, and each once', async () => {
  const text = fixtureText.replace('name="登记"', 'name="受理"');
  await one.engine.deploy(town, [{ path: 'procedure.bpmn', text }], { by: by.actor, note: '' });
  const { plan } = await one.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  for (let round = 0; round < rounds; round++) {
    const { instance } = await one.engine.start(
      town,
      { process: 'mediation', version: 1, variables: { level: 1 } },
      by,
    );
    const task = await openTask(db.pool, instance, 'intake');
    const ref = { town, instance };
    const complete = () => one.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
    const move = () => two.engine.execute(ref, { type: 'migrate', plan, reason: '新版' }, by);
    const [first, second] = round % 2 === 0 ? [complete(), move()] : [move(), complete()];
    expect(await race(first, second)).toEqual(['won', 'won']);
    expect(await two.engine.instance(ref)).toMatchObject({ procedure: 'mediation@2', rev: 3 });
  }
});

test('suspend × complete: who comes second is told so', async () => {
  for (let round = 0; round < rounds; round++) {
    const instance = await begin('mediation', { level: 1 });
    const task = await openTask(db.pool, instance, 'intake');
    const ref = { town, instance };
    const complete = () => one.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
    const suspend = () => two.engine.execute(ref, { type: 'suspend', reason: '核查' }, by);
    const [first, second] = round % 2 === 0 ? [complete(), suspend()] : [suspend(), complete()];
    const outcome = await race(first, second);
    expect([['won', 'won'].join(), ['Rejected', 'won'].join()]).toContain(outcome.join());
    expect((await one.engine.history(ref)).length).toBe(outcome[0] === 'won' ? 3 : 2);
  }
});

test('message × timer: exactly one of the two ends the wait', async () => {
  const ends = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const instance = await begin('payment', { case: `C-${round}` });
    const { rows } = await db.pool.query("select timer_no from timer where instance_id = $1 and element_id = 'late'", [
      instance,
    ]);
    const message = () => one.engine.correlate(town, { name: 'agreement.paid', key: `C-${round}` }, by);
    const timer = () => two.engine.execute({ town, instance }, { type: 'timer.fire', timer: rows[0].timer_no }, by);
    one.clock.advance('PT2H');
    two.clock.set(one.clock.now());
    const [first, second] = round % 2 === 0 ? [message(), timer()] : [timer(), message()];
    const outcome = await race(first, second);
    expect([['Rejected', 'won'].join(), ['nobody', 'won'].join()]).toContain(outcome.join());
    const history = await one.engine.history({ town, instance });
    ends.add(history.at(-1)!.command.type);
    expect(history.length).toBe(2);
  }
  expect([...ends].every((type) => type === 'message' || type === 'timer.fire')).toBe(true);
});

test('a message correlates once, however many send it', async () => {
  const instance = await begin('payment', { case: 'once' });
  const send = (on: typeof one) => on.engine.correlate(town, { name: 'agreement.paid', key: 'once' }, by);
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => send(index % 2 ? one : two)));
  expect(outcomes.filter((outcome) => outcome !== undefined).map((outcome) => outcome.instance)).toEqual([instance]);
});

test('publish × publish: both are stored, one after the other', async () => {
  const text = (note: string) => [{ path: 'procedure.bpmn', text: fixtureText.replace('调解流程', note) }];
  const [a, b] = await Promise.all([
    one.engine.deploy(town, text('甲'), { by: by.actor, note: 'a' }),
    two.engine.deploy(town, text('乙'), { by: by.actor, note: 'b' }),
  ]);
  expect([a[0]?.version, b[0]?.version].sort()).toEqual([3, 4]);
});
