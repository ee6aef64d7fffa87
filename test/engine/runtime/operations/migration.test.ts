import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { SourceFile } from '../../../../engine/model/problem.ts';
import { by, desk, engineOn, fixture, openTask, town } from '../../../support/engine.ts';
import { violations } from '../../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeEach(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
});
afterEach(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const deploy = (files: readonly SourceFile[]) => on.engine.deploy(town, files, { by: desk, note: '' });
const changed = (name: string, ...changes: readonly (readonly [string, string])[]) =>
  fixture(name).map(({ path, text }) => ({
    path,
    text: changes.reduce((text, [from, to]) => text.replaceAll(from, to), text),
  }));
const start = async (process: string, variables = {}) => ({
  town,
  instance: (await on.engine.start(town, { process, variables }, by)).instance,
});
const complete = async (ref: { town: number; instance: string }, element: string) => {
  const task = await openTask(db.pool, ref.instance, element);
  await on.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
};

/** The step is called otherwise, another is gone. */
const second = changed(
  'mediation',
  ['name="登记"', 'name="受理"'],
  ['"hearing"', '"assembly"'],
  ['name="听证"', 'name="评议"'],
);

test('is drafted, tried without a trace, ordered, and carried out one by one', async () => {
  await on.deploy('mediation');
  const atIntake = [await start('mediation', { level: 1 }), await start('mediation', { level: 2 })];
  const atHearing = await start('mediation', { level: 9 });
  await complete(atHearing, 'intake');
  const over = await start('mediation', { level: 1 });
  await on.engine.cancel(over, '撤回', by);
  await deploy(second);

  const { plan, lines } = await on.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  expect(lines.filter(({ because }) => because !== 'same')).toEqual([
    { element: 'hearing', name: '听证', kind: 'userTask', to: undefined, because: 'gone' },
  ]);
  const trial = await on.engine.operations.tryMigration(town, plan, { query: {} });
  expect(trial).toEqual({
    looked: 3,
    more: false,
    ready: 2,
    refused: [
      { instance: atHearing.instance, problems: [expect.objectContaining({ code: 'unmapped', element: 'hearing' })] },
    ],
  });
  expect((await on.engine.history(atIntake[0]!)).length).toBe(1);

  const bulk = await on.engine.operations.begin(
    town,
    { kind: 'migrate', plan, choice: { query: {} }, reason: '新版' },
    by,
  );
  expect(bulk.total).toBe(3);
  await on.engine.drain();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ status: 'done', done: 2, failed: 1 });
  expect((await on.engine.operations.bulkFailures(town, bulk.id)).items).toMatchObject([
    { instance: atHearing.instance, code: 'conflict' },
  ]);
  const tasks = (await on.engine.operations.findTasks(town, { status: 'open' })).items;
  expect(tasks.map(({ procedure, name }) => `${procedure} ${name}`).toSorted()).toEqual([
    'mediation@1 听证',
    'mediation@2 受理',
    'mediation@2 受理',
  ]);
  expect((await on.engine.versions(town, 'mediation')).map(({ version, running }) => [version, running])).toEqual([
    [2, 2],
    [1, 1],
  ]);

  // The one that was refused follows by an edited plan.
  const edited = { ...plan, elements: { ...plan.elements, hearing: 'assembly' } };
  await on.engine.execute(atHearing, { type: 'migrate', plan: edited, reason: '新版' }, by);
  await complete(atHearing, 'assembly');
  expect(await on.engine.instance(atHearing)).toMatchObject({ procedure: 'mediation@2' });
});

test('goes on in an engine that knows neither version, and replays to every revision', async () => {
  await on.deploy('mediation');
  const ref = await start('mediation', { level: 1 });
  await deploy(second);
  const { plan } = await on.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  const fresh = engineOn(db.url);
  await fresh.engine.execute(ref, { type: 'migrate', plan, reason: '新版' }, by);
  await complete(ref, 'intake');
  await fresh.close();
  const third = engineOn(db.url);
  expect(await third.engine.replay(ref)).toEqual((await on.engine.instance(ref))?.state);
  expect((await third.engine.replay(ref, 1)).scopes[0]?.p).toBe('mediation@1');
  expect((await third.engine.replay(ref, 2)).scopes[0]?.p).toBe('mediation@2');
  await third.close();
});

test('takes along a called procedure, and the caller stays', async () => {
  await on.deploy('mediation', 'lifecycle');
  const ref = await start('lifecycle', { level: 1 });
  await deploy(second);
  const { plan } = await on.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  const bulk = await on.engine.operations.begin(
    town,
    { kind: 'migrate', plan, choice: { query: {} }, reason: '新版' },
    by,
  );
  await on.engine.drain();
  expect(await on.engine.operations.bulk(town, bulk.id)).toMatchObject({ total: 1, done: 1 });
  const { rows } = await db.pool.query('select procedure_key, procedures from instance');
  expect(rows).toEqual([{ procedure_key: 'lifecycle@1', procedures: ['lifecycle@1', 'mediation@2'] }]);
  await complete(ref, 'intake');
});

test('a job that is another one afterwards fences off who still does the old one', async () => {
  await on.deploy('order');
  const done: string[] = [];
  const action = (name: string) => async () => void done.push(name);
  const actions = { 'order.issue': action('old'), 'order.reissue': action('new') };
  const ref = await start('order', { department: '住建局' });
  await deploy(changed('order', ['order.issue', 'order.reissue']));
  const { plan } = await on.engine.operations.planMigration(town, 'order@1', 'order@2');
  let go: () => void = () => {};
  let held: () => void = () => {};
  const claimed = new Promise<void>((resolve) => {
    held = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const { plainFacts } = await import('../../../support/facts.ts');
  const slow = engineOn(db.url, {
    actions,
    facts: async () => {
      held();
      await gate;
      return plainFacts;
    },
  });
  const draining = slow.engine.drain();
  await claimed;
  await on.engine.execute(ref, { type: 'migrate', plan, reason: '新版' }, by);
  go();
  await draining;
  expect(done).toEqual(['new']);
  await slow.close();
});

test('of a timer that is counted anew moves its row; the others keep their due date', async () => {
  await on.deploy('payment');
  const refs = [await start('payment', { case: 'C-1' }), await start('payment', { case: 'C-2' })];
  await deploy(changed('payment', ['name="等待履行"', 'name="等候履行"']));
  const { plan } = await on.engine.operations.planMigration(town, 'payment@1', 'payment@2');
  const due = async () =>
    (
      await db.pool.query<{ due_at: Date }>("select due_at from timer where element_id = 'late' order by instance_id")
    ).rows.map((row) => row.due_at.getTime());
  const [first, other] = await due();
  on.clock.advance('PT10M');
  await on.engine.execute(refs[0]!, { type: 'migrate', plan: { ...plan, restart: ['late'] }, reason: '新版' }, by);
  await on.engine.execute(refs[1]!, { type: 'migrate', plan, reason: '新版' }, by);
  expect((await due()).toSorted()).toEqual([first! + 600_000, other!].toSorted());
});

test('of versions that are not there is refused', async () => {
  await on.deploy('mediation');
  const plan = { from: 'mediation@1', to: 'mediation@9', elements: {} };
  const { operations } = on.engine;
  await expect(operations.planMigration(town, plan.from, plan.to)).rejects.toMatchObject({ code: 'not-found' });
  await expect(operations.tryMigration(town, plan, { query: {} })).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    operations.begin(town, { kind: 'migrate', plan, choice: { query: {} }, reason: 'r' }, by),
  ).rejects.toMatchObject({ code: 'not-found' });
  const ref = await start('mediation', { level: 1 });
  await expect(on.engine.execute(ref, { type: 'migrate', plan, reason: 'r' }, by)).rejects.toMatchObject({
    name: 'Rejected',
  });
});

test('a trial names what is not of the town, and looks at each once', async () => {
  await on.deploy('mediation');
  await deploy(second);
  const { instance } = await start('mediation', { level: 1 });
  const { plan } = await on.engine.operations.planMigration(town, 'mediation@2', 'mediation@1');
  const nobody = '018f0000-0000-7000-8000-000000000000';
  const trial = await on.engine.operations.tryMigration(town, plan, { instances: [instance, nobody, instance] });
  expect(trial).toMatchObject({
    looked: 2,
    ready: 1,
    refused: [{ instance: nobody, problems: [{ code: 'not-active' }] }],
  });
});
