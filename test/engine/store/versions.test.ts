import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { by, desk, engineOn, fixture, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const renamed = (name: string) =>
  fixture('mediation').map(({ path, text }) => ({ path, text: text.replace('name="登记"', `name="${name}"`) }));
const meta = (note: string) => ({ by: desk, note });
const taskNames = async (instance: string) =>
  (await db.pool.query("select name from task where instance_id = $1 and status = 'open'", [instance])).rows.map(
    (row) => row.name,
  );

test('the same files are the same version, other files the next one', async () => {
  expect(await on.engine.deploy(town, fixture('mediation'), meta('首次'))).toEqual([
    { procedure: 'mediation@1', id: 'mediation', version: 1, created: true },
  ]);
  expect(await on.engine.deploy(town, fixture('mediation'), meta('再次'))).toEqual([
    { procedure: 'mediation@1', id: 'mediation', version: 1, created: false },
  ]);
  expect(await on.engine.deploy(town, renamed('受理'), meta('改名'))).toEqual([
    { procedure: 'mediation@2', id: 'mediation', version: 2, created: true },
  ]);
  expect(await on.engine.deploy(town, fixture('mediation'), meta('改回'))).toEqual([
    { procedure: 'mediation@3', id: 'mediation', version: 3, created: true },
  ]);
  expect(await on.engine.files(town, 'mediation@2')).toEqual(renamed('受理'));
  expect(await on.engine.files(town, 'mediation@9')).toBeUndefined();
});

test('what does not compile is refused with its problems', async () => {
  const broken = fixture('mediation').map(({ path, text }) => ({
    path,
    text: text.replace('targetRef="intake"', 'targetRef="nowhere"'),
  }));
  await expect(on.engine.deploy(town, broken, meta(''))).rejects.toMatchObject({
    name: 'CompileProblems',
    problems: [expect.objectContaining({ severity: 'error' })],
  });
  expect((await on.engine.versions(town)).length).toBe(3);
});

test('inside a transaction of the caller it is rolled back with it', async () => {
  const failing = on.database.transaction().execute(async (trx) => {
    expect(await on.engine.deploy(town, renamed('草稿'), meta(''), trx)).toMatchObject([{ version: 4 }]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await on.engine.versions(town)).map((version) => version.version)).toEqual([3, 2, 1]);
});

test('running instances stay on their version, new ones take the newest; counts tell', async () => {
  const old = await on.engine.start(town, { process: 'mediation', version: 2, variables: { level: 1 } }, by);
  const { instance } = await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by);
  await on.engine.deploy(town, renamed('收案'), meta('第四版'));
  const fresh = await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by);
  expect(await Promise.all([old, { instance }, fresh].map((one) => taskNames(one.instance)))).toEqual([
    ['受理'],
    ['登记'],
    ['收案'],
  ]);
  await expect(on.engine.start(town, { process: 'mediation', version: 7 }, by)).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(
    (await on.engine.versions(town, 'mediation')).map(({ key, note, running, by }) => ({ key, note, running, by })),
  ).toEqual([
    { key: 'mediation@4', note: '第四版', running: 1, by: desk },
    { key: 'mediation@3', note: '改回', running: 1, by: desk },
    { key: 'mediation@2', note: '改名', running: 1, by: desk },
    { key: 'mediation@1', note: '首次', running: 0, by: desk },
  ]);
  expect((await on.engine.latest(town, 'mediation'))?.key).toBe('mediation@4');
  expect(await on.engine.latest(town, 'unknown')).toBeUndefined();
});

test('a call takes the version that is newest at that moment, also in an engine that has never seen it', async () => {
  await on.deploy('lifecycle');
  const { instance } = await on.engine.start(town, { process: 'lifecycle', variables: { level: 1 } }, by);
  expect(await taskNames(instance)).toEqual(['收案']);
  const { rows } = await db.pool.query('select procedures from instance where instance_id = $1', [instance]);
  expect(rows).toEqual([{ procedures: ['lifecycle@1', 'mediation@4'] }]);
  await on.engine.deploy(town, renamed('登记案件'), meta('第五版'));
  const other = engineOn(db.url);
  const task = await openTask(db.pool, instance, 'intake');
  await other.engine.execute({ town, instance }, { type: 'task.complete', task, user: 'a' }, by);
  const state = (await other.engine.instance({ town, instance }))?.state;
  expect(await other.engine.replay({ town, instance })).toEqual(state);
  const second = await other.engine.start(town, { process: 'lifecycle', variables: { level: 1 } }, by);
  expect(await taskNames(second.instance)).toEqual(['登记案件']);
  await other.close();
});

test('a call by tag takes the newest version that carries it', async () => {
  const text = readFileSync(join(import.meta.dirname, '../elements/callActivity.tagged.bpmn'), 'utf8');
  const version = (name: string, tag: string) => [
    {
      path: 'procedure.bpmn',
      text: text
        .replace('name="办理"', `name="${name}"`)
        .replace('versionTag value="2026"', `versionTag value="${tag}"`),
    },
  ];
  await on.engine.deploy(town, version('一', '2026'), meta('一'));
  await on.engine.deploy(town, version('二', '2026'), meta('二'));
  await on.engine.deploy(town, version('三', '2027'), meta('三'));
  const other = engineOn(db.url);
  const { instance } = await other.engine.start(town, { process: 'p' }, by);
  expect(await taskNames(instance)).toEqual(['二']);
  const { rows } = await db.pool.query('select procedures from instance where instance_id = $1', [instance]);
  expect(rows).toEqual([{ procedures: ['p@3', 'q@2'] }]);
  await on.engine.deploy(town, version('四', '2026'), meta('四'));
  expect(await other.engine.replay({ town, instance })).toEqual(
    (await other.engine.instance({ town, instance }))?.state,
  );
  await other.close();
});

test('replay gives the state of every revision', async () => {
  const { instance } = await on.engine.start(
    town,
    { process: 'mediation', variables: { level: 5, 说明: { b: 1, a: [2, null] } } },
    by,
  );
  const ref = { town, instance };
  const states = [(await on.engine.instance(ref))?.state];
  for (const element of ['intake', 'hearing', 'agreement', 'notice', 'followup']) {
    const task = await openTask(db.pool, instance, element);
    await on.engine.execute(
      ref,
      { type: 'task.complete', task, user: 'a', variables: { [element]: '好', zz: 1, b: 2 } },
      by,
    );
    states.push((await on.engine.instance(ref))?.state);
  }
  for (const [index, state] of states.entries())
    expect(JSON.stringify(await on.engine.replay(ref, index + 1))).toBe(JSON.stringify(state));
  expect(states.at(-1)?.status).toBe('completed');
  await expect(on.engine.replay({ town: town + 1, instance })).rejects.toMatchObject({ code: 'not-found' });
});

test('what cannot be stored is refused, and nobody else suffers', async () => {
  const variables = { text: 'a\u0000b' };
  const settled = await Promise.allSettled([
    on.engine.start(town, { process: 'mediation', variables }, by),
    on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by),
  ]);
  expect(settled.map((one) => one.status)).toEqual(['rejected', 'fulfilled']);
  expect(settled[0]).toMatchObject({ reason: { name: 'Rejected', code: 'invalid' } });
});
