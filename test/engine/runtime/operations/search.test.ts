import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../../../engine/index.ts';
import type { InstanceQuery, TaskQuery, VariableTest } from '../../../../engine/model/operations.ts';
import { by, engineOn, openTask, town } from '../../../support/engine.ts';
import { violations } from '../../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
/** Names of the instances of the tests by their ids, in the order they began. */
const names = new Map<string, string>();

const begin = async (name: string, process: string, variables = {}) => {
  const { instance } = await on.engine.start(town, { process, businessKey: name, variables }, by);
  names.set(instance, name);
  on.clock.advance('PT1H');
  return { town, instance };
};
const complete = async (ref: { town: number; instance: string }, element: string) => {
  const task = await openTask(db.pool, ref.instance, element);
  await on.engine.execute(ref, { type: 'task.complete', task, user: 'a' }, by);
};

beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url, { actions: { 'order.issue': () => Promise.reject(new Error('no answer')) } });
  await on.deploy('mediation', 'order', 'payment', 'lifecycle');
  await begin('one', 'mediation', { level: 1, note: '渗水', due: '2026-11-30', urgent: true });
  const two = await begin('two', 'mediation', { level: 10, note: '噪声', due: '2026-12-01', urgent: false });
  await complete(two, 'intake');
  const over = await begin('over', 'mediation', { level: 2, note: null });
  await on.engine.cancel(over, '撤回', by);
  await begin('called', 'lifecycle', { level: 3 });
  await begin('broken', 'order', { department: '住建局', level: '3' });
  for (let attempt = 0; attempt < 5; attempt++) {
    await on.engine.drain();
    on.clock.advance('PT1H');
  }
  const resting = await begin('resting', 'payment', { case: 'C-1' });
  await on.engine.execute(resting, { type: 'suspend', reason: '核查' }, by);
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});

const found = async (query: InstanceQuery) =>
  (await on.engine.operations.findInstances(town, { oldest: true, ...query })).items.map(({ ref }) =>
    names.get(ref.instance),
  );
const variable = (name: string, is: VariableTest['is'], value?: VariableTest['value']): InstanceQuery => ({
  variables: [{ name, is, ...(value !== undefined && { value }) }],
});
const all = ['one', 'two', 'over', 'called', 'broken', 'resting'];

describe('instances', () => {
  test.each<[string, InstanceQuery, string[]]>([
    ['all, oldest first', {}, all],
    ['all, newest first', { oldest: false }, all.toReversed()],
    ['of a process, called ones too', { process: 'mediation' }, ['one', 'two', 'over', 'called']],
    ['of a version', { version: 'mediation@1' }, ['one', 'two', 'over', 'called']],
    ['of a version that is not there', { version: 'mediation@2' }, []],
    ['active', { status: 'active', process: 'mediation' }, ['one', 'two', 'called']],
    ['cancelled', { status: 'cancelled' }, ['over']],
    ['suspended', { status: 'suspended' }, ['resting']],
    ['at an element', { element: 'intake' }, ['one', 'called']],
    ['at the element that called', { element: 'handle' }, ['called']],
    ['with incidents', { incident: true }, ['broken']],
    ['with incidents of a code', { incident: 'job-failed' }, ['broken']],
    ['with incidents of another code', { incident: 'evaluation' }, []],
    ['without incidents', { incident: false }, all.filter((name) => name !== 'broken')],
    ['of a business key', { businessKey: 'two' }, ['two']],
    [
      'begun from a moment on',
      { startedAfter: new Date('2026-11-23T12:00:00+08:00') },
      ['called', 'broken', 'resting'],
    ],
    ['begun before a moment', { startedBefore: new Date('2026-11-23T10:00:00+08:00') }, ['one']],
    ['a number as a number', variable('level', '=', 1), ['one']],
    ['not a number, or not at all', variable('level', '!=', 1), ['two', 'over', 'called', 'broken', 'resting']],
    ['numbers in their order, texts not', variable('level', '>', 1), ['two', 'over', 'called']],
    ['texts in their order, numbers not', variable('level', '>=', '3'), ['broken']],
    ['up to a number', variable('level', '<=', 2), ['one', 'over']],
    ['dates in their order', variable('due', '<', '2026-12-01'), ['one']],
    ['a truth', variable('urgent', '=', false), ['two']],
    ['part of a text', variable('note', 'contains', '水'), ['one']],
    ['a quote is a quote', variable('note', 'contains', `' or true --`), []],
    ['there, if only as null', variable('note', 'present'), ['one', 'two', 'over']],
    ['null', variable('note', '=', null), ['over']],
    [
      'several tests at once',
      {
        variables: [
          { name: 'level', is: '>=', value: 1 },
          { name: 'urgent', is: 'present' },
        ],
        status: 'active',
      },
      ['one', 'two'],
    ],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('tell where they stand', async () => {
    const { items } = await on.engine.operations.findInstances(town, { oldest: true, process: 'mediation' });
    expect(items.map(({ ref: _, created: __, ...item }) => item)).toEqual([
      { ...common, businessKey: 'one', rev: 1, elements: ['intake'] },
      { ...common, businessKey: 'two', rev: 2, elements: ['hearing'] },
      { ...common, businessKey: 'over', rev: 2, elements: [], status: 'cancelled', ended: expect.any(Date) },
      { ...common, businessKey: 'called', procedure: 'lifecycle@1', rev: 1, elements: ['handle', 'intake'] },
    ]);
    const [broken] = (await on.engine.operations.findInstances(town, { incident: true })).items;
    expect(broken).toMatchObject({ businessKey: 'broken', incidents: 1, suspended: false });
    const [resting] = (await on.engine.operations.findInstances(town, { status: 'suspended' })).items;
    expect(resting).toMatchObject({ businessKey: 'resting', suspended: true, status: 'active' });
  });
  const common = { procedure: 'mediation@1', status: 'active', suspended: false, ended: null, incidents: 0 };

  test('come in pages', async () => {
    for (const oldest of [true, false]) {
      const seen: (string | undefined)[] = [];
      let cursor: string | undefined;
      do {
        const query = { oldest, limit: 2, ...(cursor !== undefined && { cursor }) };
        const page = await on.engine.operations.findInstances(town, query);
        seen.push(...page.items.map(({ ref }) => names.get(ref.instance)));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual(oldest ? all : all.toReversed());
    }
  });

  test('of another town are not seen', async () => {
    expect((await on.engine.operations.findInstances(town + 1, {})).items).toEqual([]);
  });

  test.each<[string, InstanceQuery]>([
    ['no limit of ours', { limit: 201 }],
    ['no number', { limit: 1.5 }],
    ['no cursor of ours', { cursor: 'eyJ9' }],
    ['a cursor of another list', { cursor: Buffer.from('["a",1]').toString('base64url') }],
    ['nothing to compare with', variable('level', '=')],
    ['truths have no order', variable('urgent', '<', true)],
    ['numbers contain nothing', variable('level', 'contains', 1)],
    ['no such comparison', variable('level', 'like' as '=', 'x')],
    ['no name', variable('', 'present')],
    ['too many tests', { variables: Array.from({ length: 11 }, () => ({ name: 'a', is: 'present' as const })) }],
  ])('%s', async (_, query) => {
    await expect(on.engine.operations.findInstances(town, query)).rejects.toMatchObject({
      name: 'Rejected',
      code: 'invalid',
    });
  });
});

describe('tasks', () => {
  const tasks = async (query: TaskQuery) =>
    (await on.engine.operations.findTasks(town, query)).items.map(
      ({ ref, element }) => `${names.get(ref.instance)} ${element}`,
    );

  test.each<[string, TaskQuery, string[]]>([
    [
      'open, of the newest instance first',
      { status: 'open' },
      ['resting wait', 'called intake', 'two hearing', 'one intake'],
    ],
    ['completed', { status: 'completed' }, ['two intake']],
    ['cancelled', { status: 'cancelled' }, ['over intake']],
    ['of a process', { process: 'lifecycle' }, []],
    [
      'of a version, in whatever instance',
      { version: 'mediation@1', status: 'open', element: 'intake' },
      ['called intake', 'one intake'],
    ],
    ['of a group', { group: 'director' }, ['two hearing']],
    ['of nobody', { assignee: null, element: 'hearing' }, ['two hearing']],
    ['done by somebody who never claimed it', { assignee: 'a' }, ['two intake']],
    ['open, of somebody', { assignee: 'a', status: 'open' }, []],
    ['of somebody who has none', { assignee: 'b' }, []],
    [
      'by variables of the instance',
      { variables: [{ name: 'level', is: '>', value: 2 }] },
      ['called intake', 'two hearing', 'two intake'],
    ],
    ['created before', { createdBefore: new Date('2026-11-23T10:00:00+08:00') }, ['one intake']],
    ['overdue', { dueBefore: new Date('2030-01-01T00:00:00Z') }, []],
  ])('%s', async (_, query, expected) => {
    expect(await tasks(query)).toEqual(expected);
  });

  test('come in pages, and tell all that is known', async () => {
    const first = await on.engine.operations.findTasks(town, { limit: 3 });
    expect(first.items.length).toBe(3);
    const second = await on.engine.operations.findTasks(town, { limit: 3, cursor: first.next! });
    expect(second.next).toBeUndefined();
    const [last] = second.items.slice(-1);
    expect(last).toEqual({
      ref: { town, instance: [...names.keys()][0] },
      task: expect.any(Number),
      procedure: 'mediation@1',
      element: 'intake',
      name: '登记',
      status: 'open',
      assignee: null,
      suspended: false,
      businessKey: 'one',
      created: new Date('2026-11-23T09:00:00+08:00'),
      due: null,
      ended: null,
      endedBy: null,
    });
  });
});

describe('incidents', () => {
  const incidents = async (query = {}) =>
    (await on.engine.operations.findIncidents(town, query)).items.map(
      ({ ref, element, code }) => `${names.get(ref.instance)} ${element} ${code}`,
    );

  test('are found by what they are and where', async () => {
    const broken = ['broken issue job-failed'];
    expect(await incidents()).toEqual(broken);
    expect(await incidents({ process: 'order', element: 'issue', code: 'job-failed' })).toEqual(broken);
    expect(await incidents({ process: 'mediation' })).toEqual([]);
    expect(await incidents({ code: 'evaluation' })).toEqual([]);
    expect(await incidents({ element: 'sign' })).toEqual([]);
    expect(await incidents({ resolved: true })).toEqual([]);
    const { items } = await on.engine.operations.findIncidents(town, {});
    expect(items[0]).toMatchObject({
      procedure: 'order@1',
      message: 'no answer',
      businessKey: 'broken',
      resolved: null,
    });
  });
});
