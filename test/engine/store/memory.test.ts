import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, openPool } from '../../../engine/index.ts';
import type { Outcome } from '../../../engine/model/door.ts';
import { createMemory } from '../../../engine/store/unit-of-work/memory.ts';
import type { Request } from '../../../engine/store/unit-of-work/request.ts';
import type { Work } from '../../../engine/store/unit-of-work/work.ts';
import { by, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { seeded } from '../../torture/chance.ts';

type On = ReturnType<typeof engineOn>;
type Command = Parameters<On['engine']['execute']>[1];

describe('two servers remember, and neither is right for ever', () => {
  let db: TestDatabase;
  let one: On;
  let two: On;
  beforeAll(async () => {
    db = await testDatabase((pool) => migrate(pool));
    one = engineOn(db.url, {}, openPool(db.url, { application_name: 'promoted' }));
    two = engineOn(db.url);
    await one.deploy('mediation');
  });
  afterAll(async () => {
    expect(await violations(one.engine, db.pool)).toEqual([]);
    await Promise.all([one.close(), two.close()]);
    await db.drop();
  });

  const start = async (on: On) =>
    (await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by)).instance;
  const complete = async (on: On, instance: string, element: string) =>
    on.engine.execute(
      { town, instance },
      { type: 'task.complete', task: await openTask(db.pool, instance, element), user: 'a' },
      by,
    );

  test('a task that the other server opened is no task that does not exist', async () => {
    const instance = await start(one);
    await one.engine.setVariables({ town, instance }, { a: 1 }, by);
    await complete(two, instance, 'intake');
    expect((await complete(one, instance, 'mediate')).rev).toBe(4);
  });

  test('a task that the other server ended cannot be ended again', async () => {
    const instance = await start(one);
    await one.engine.setVariables({ town, instance }, { a: 1 }, by);
    const task = await openTask(db.pool, instance, 'intake');
    await complete(two, instance, 'intake');
    const again = one.engine.execute({ town, instance }, { type: 'task.complete', task, user: 'b' }, by);
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a command that either state would take goes on from the newer one', async () => {
    const instance = await start(one);
    await one.engine.setVariables({ town, instance }, { mine: 1 }, by);
    await two.engine.setVariables({ town, instance }, { yours: 2 }, by);
    expect((await one.engine.setVariables({ town, instance }, { mine: 3 }, by)).rev).toBe(4);
    const { state } = (await one.engine.instance({ town, instance }))!;
    expect(state.scopes[0]!.v).toMatchObject({ level: 1, mine: 3, yours: 2 });
  });

  test('a server that was promoted without the last commit is believed, not what is remembered', async () => {
    const instance = await start(one);
    await one.engine.setVariables({ town, instance }, { a: 1 }, by);
    // The same revision, with another content: the commit was lost, and another caller was there first.
    await db.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'promoted'",
    );
    await db.pool.query("update instance set state = jsonb_set(state, '{scopes,0,v,a}', '9') where instance_id = $1", [
      instance,
    ]);
    await db.pool.query(
      "update history set command = jsonb_set(command, '{variables,a}', '9') where instance_id = $1 and rev = 2",
      [instance],
    );
    await one.engine.setVariables({ town, instance }, { b: 1 }, by);
    const { state } = (await one.engine.instance({ town, instance }))!;
    expect(state.scopes[0]!.v).toMatchObject({ a: 9, b: 1 });
  });

  test('a command that is asked for again is answered as it was, not carried out twice', async () => {
    const instance = await start(one);
    const set = (on: On) =>
      on.engine.execute(
        { town, instance },
        { type: 'variables.set', variables: { a: 1 } },
        { ...by, idempotencyKey: 'again' },
      );
    const first = await set(one);
    expect([await set(one), await set(two), await set(one)]).toEqual([first, first, first]);
    expect((await one.engine.history({ town, instance })).length).toBe(2);
  });

  test('whoever remembers hears what whoever remembers nothing hears', async () => {
    const seed = process.env.FUZZ_SEED ?? '20261123';
    const random = seeded(seed);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const instances = await Promise.all([start(one), start(one), start(one)]);
    const twins = await Promise.all([start(two), start(two), start(two)]);
    const commands: readonly (() => Command)[] = [
      () => ({ type: 'task.claim', task: 1 + Math.floor(random() * 30), user: pick(['a', 'b']) }),
      () => ({ type: 'task.complete', task: 1 + Math.floor(random() * 30), user: pick(['a', 'b']) }),
      () => ({ type: 'variables.set', variables: { [pick(['x', 'y'])]: Math.floor(random() * 9) } }),
      () => ({ type: 'suspend', reason: '核查' }),
      () => ({ type: 'resume', reason: '恢复' }),
    ];
    for (let number = 0; number < 150; number++) {
      const which = Math.floor(random() * instances.length);
      const command = number % 3 === 0 ? await next(instances[which]!) : pick(commands)();
      const fresh = engineOn(db.url);
      const heard = await told(pick([one, two]), instances[which]!, command);
      const expected = await told(fresh, twins[which]!, command);
      await fresh.close();
      expect([seed, number, heard]).toEqual([seed, number, expected]);
    }
    for (const [index, instance] of instances.entries()) {
      const state = async (id: string) => (await one.engine.instance({ town, instance: id }))!.state;
      expect(await state(instance)).toEqual(await state(twins[index]!));
    }
  });

  /** Something that goes on, as long as anything can. */
  async function next(instance: string): Promise<Command> {
    const { rows } = await db.pool.query(
      "select task_no from task where instance_id = $1 and status = 'open' order by task_no limit 1",
      [instance],
    );
    return { type: 'task.complete', task: rows[0]?.task_no ?? 1, user: 'a' };
  }

  const told = (on: On, instance: string, command: Command) =>
    on.engine.execute({ town, instance }, command, by).then(
      ({ rev, status, events }: Outcome) => ({ rev, status, events }),
      (error) => ({ code: error.code }),
    );
});

describe('what is remembered', () => {
  const work = (instance: string, note = '', status = 'active') =>
    ({
      town,
      instance,
      procedure: 'p@1',
      businessKey: null,
      status,
      rev: 2,
      state: { scopes: [], note },
    }) as unknown as Work;
  const asking = (instance: string, more: object = {}) =>
    ({ town, instance, options: { actor: by.actor }, ...more }) as Request;
  const ids = (rows: readonly { readonly instance_id: string }[] | undefined) => rows?.map((row) => row.instance_id);

  test('is told in the order of the ids, each once, and only whole', () => {
    const memory = createMemory(() => 1);
    for (const id of ['b', 'a']) memory.keep(work(id), 1);
    expect(ids(memory.recall(['b', 'a', 'b'].map((id) => asking(id))))).toEqual(['a', 'b']);
    expect(memory.recall([asking('a'), asking('c')])).toBeUndefined();
  });

  test.each([
    ['a start', { start: {} }],
    ['a job', { held: {} }],
    ['a migration', { procedures: ['p@2'] }],
    ['a companion', { options: { companion: () => {} } }],
  ])('is not asked for %s', (_, more) => {
    const memory = createMemory(() => 1);
    memory.keep(work('a'), 1);
    expect(memory.recall([asking('a', more)])).toBeUndefined();
  });

  test('ends with the instance, and is given up', () => {
    const memory = createMemory(() => 1);
    memory.keep(work('a'), 1);
    memory.keep(work('a', '', 'completed'), 1);
    memory.keep(work('b'), 1);
    memory.forget([asking('b')]);
    expect(['a', 'b'].map((id) => memory.recall([asking(id)]))).toEqual([undefined, undefined]);
  });

  test('goes when a connection was opened, for the server behind it may be another', () => {
    let connections: number | undefined = 1;
    const memory = createMemory(() => connections);
    memory.keep(work('a'), 1);
    expect(ids(memory.recall([asking('a')]))).toEqual(['a']);
    connections = 2;
    expect(memory.recall([asking('a')])).toBeUndefined();
    memory.keep(work('a'), 1);
    expect(memory.recall([asking('a')])).toBeUndefined();
    memory.keep(work('a'), memory.connections());
    expect(ids(memory.recall([asking('a')]))).toEqual(['a']);
    connections = undefined;
    expect(memory.recall([asking('a')])).toBeUndefined();
  });

  test('has a bound, and the oldest goes first', () => {
    const memory = createMemory(() => 1, 300);
    for (const id of ['a', 'b', 'c']) memory.keep(work(id, 'x'.repeat(100)), 1);
    memory.keep(work('a', 'y'.repeat(100)), 1);
    expect(['a', 'b', 'c'].map((id) => ids(memory.recall([asking(id)])))).toEqual([['a'], undefined, ['c']]);
    memory.keep(work('d', 'x'.repeat(400)), 1);
    expect(['a', 'c', 'd'].map((id) => memory.recall([asking(id)]))).toEqual([undefined, undefined, undefined]);
  });

  test('is not believed for a while after it was wrong, and longer when it is wrong again', () => {
    const memory = createMemory(() => 1);
    memory.keep(work('a'), 1);
    const refusals = () => {
      let count = 0;
      while (!memory.recall([asking('a')])) count++;
      return count;
    };
    memory.distrust();
    expect(refusals()).toBe(16);
    memory.distrust();
    expect(refusals()).toBe(64);
    for (let good = 0; good < 10; good++) memory.recall([asking('a')]);
    memory.distrust();
    expect(refusals()).toBe(16);
  });
});
