import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { InstanceQuery } from '../../../../engine/model/operations.ts';
import { by, desk, engineOn, fixture, openTask, town } from '../../../support/engine.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let one: string;
let called: string;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  await on.deploy('mediation', 'lifecycle');
  const start = async (process: string, businessKey: string) => {
    on.clock.advance(1000);
    return (await on.engine.start(town, { process, businessKey, variables: { level: 1 } }, by)).instance;
  };
  one = await start('mediation', 'one');
  called = await start('lifecycle', 'called');
  on.clock.advance(1000);
  const task = await openTask(db.pool, one, 'intake');
  await on.engine.execute({ town, instance: one }, { type: 'task.complete', task, user: 'a' }, by);
});
afterAll(async () => {
  await on.close();
  await db.drop();
});

const log = async (query: InstanceQuery) => {
  const lines = [];
  for await (const line of on.engine.operations.exportHistory(town, query)) lines.push(line);
  return lines;
};

test('one line an event, the oldest first, each with whom, what and in which procedure', async () => {
  const lines = await log({});
  const at = (second: number) => new Date(new Date('2026-11-23T09:00:00+08:00').getTime() + second * 1000);
  const started = { rev: 1, actor: desk, command: 'start' };
  expect(lines.slice(0, 4)).toEqual([
    {
      instance: one,
      businessKey: 'one',
      procedure: 'mediation@1',
      at: at(1),
      ...started,
      event: 'instance.started',
      element: undefined,
    },
    {
      instance: one,
      businessKey: 'one',
      procedure: 'mediation@1',
      at: at(1),
      ...started,
      event: 'entered',
      element: 'begin',
    },
    {
      instance: one,
      businessKey: 'one',
      procedure: 'mediation@1',
      at: at(1),
      ...started,
      event: 'flow',
      element: 'f1',
    },
    {
      instance: one,
      businessKey: 'one',
      procedure: 'mediation@1',
      at: at(1),
      ...started,
      event: 'entered',
      element: 'intake',
    },
  ]);
  const inside = lines.filter(({ instance, event }) => instance === called && event === 'entered');
  expect(inside.map(({ procedure, element }) => `${procedure} ${element}`)).toEqual([
    'lifecycle@1 begin',
    'lifecycle@1 handle',
    'mediation@1 begin',
    'mediation@1 intake',
  ]);
  expect(lines.at(-1)).toMatchObject({ instance: one, rev: 2, at: at(3), command: 'task.complete' });
  expect(lines.map((line) => line.at.getTime())).toEqual(
    lines.map((line) => line.at.getTime()).toSorted((a, b) => a - b),
  );
});

test('of the instances that match only', async () => {
  expect(new Set((await log({ businessKey: 'called' })).map(({ instance }) => instance))).toEqual(new Set([called]));
  expect(await log({ status: 'completed' })).toEqual([]);
  await expect(log({ variables: [{ name: 'level', is: '<', value: true }] })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('longer than one read, and left when nobody reads on', async () => {
  for (let index = 0; index < 1200; index += 100)
    await Promise.all(
      Array.from({ length: 100 }, () => on.engine.start(town, { process: 'mediation', variables: { level: 2 } }, by)),
    );
  const query = { variables: [{ name: 'level', is: '=', value: 2 }] } as const;
  const lines = await log(query);
  expect(new Set(lines.map(({ instance }) => instance)).size).toBe(1200);
  expect(lines.length).toBe(1200 * 4);
  for await (const _ of on.engine.operations.exportHistory(town, query)) break;
  expect(on.pool.idleCount).toBe(on.pool.totalCount);
});

test('before a migration it is the old version, behind it the new one', async () => {
  const renamed = fixture('mediation').map((file) => ({
    ...file,
    text: file.text.replace('name="登记"', 'name="受理"'),
  }));
  await on.engine.deploy(town, renamed, { by: desk, note: '' });
  const { plan } = await on.engine.operations.planMigration(town, 'mediation@1', 'mediation@2');
  on.clock.advance(1000);
  await on.engine.execute({ town, instance: one }, { type: 'migrate', plan, reason: '新版' }, by);
  on.clock.advance(1000);
  await on.engine.cancel({ town, instance: one }, '撤回', by);
  const lines = await log({ businessKey: 'one' });
  expect(new Set(lines.map(({ rev, procedure }) => `${rev} ${procedure}`))).toEqual(
    new Set(['1 mediation@1', '2 mediation@1', '3 mediation@1', '4 mediation@2']),
  );
});
