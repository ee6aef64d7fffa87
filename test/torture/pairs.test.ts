import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, openPool } from '../../engine/index.ts';
import type { Command } from '../../engine/model/command.ts';
import { by, engineOn, fixture, openTask, town } from '../support/engine.ts';
import { violations } from '../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { closeGate, gateOf, inOrder, patienceMs } from './gate.ts';

/** Two engines meet at one instance, in both orders, stepped by a lock that the test holds: no chance, no waiting time. */
let db: TestDatabase;
type On = ReturnType<typeof engineOn>;
let one: On;
let two: On;
let newer: Extract<Command, { type: 'migrate' }>['plan'];
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  // Who waits at the gate gives up only after the test does: else the first would come a second time, as the last.
  [one, two] = [0, 1].map(() => engineOn(db.url, {}, openPool(db.url, { lock_timeout: patienceMs }))) as [On, On];
  await one.deploy('mediation', 'payment');
  const text = fixture('mediation')[0]!.text.replace('name="登记"', 'name="受理"');
  await one.engine.deploy(town, [{ path: 'procedure.bpmn', text }], { by: by.actor, note: '' });
  newer = (await one.engine.operations.planMigration(town, 'mediation@1', 'mediation@2')).plan;
});
afterAll(async () => {
  expect(await violations(one.engine, db.pool)).toEqual([]);
  await Promise.all([one.close(), two.close()]);
  await db.drop();
});

type Engine = typeof one.engine;
type Act = (engine: Engine, instance: string) => Promise<unknown>;

type OfInstance = Parameters<Engine['execute']>[1];
const command =
  (make: (instance: string) => Promise<OfInstance> | OfInstance): Act =>
  async (engine, instance) =>
    engine.execute({ town, instance }, await make(instance), by);
const complete = (element: string, user = 'a') =>
  command(async (instance) => ({ type: 'task.complete', task: await openTask(db.pool, instance, element), user }));
const claim = (element: string, user: string) =>
  command(async (instance) => ({ type: 'task.claim', task: await openTask(db.pool, instance, element), user }));
const cancel = command(() => ({ type: 'cancel', reason: '撤回申请' }));
const suspend = command(() => ({ type: 'suspend', reason: '核查' }));
const move = command(() => ({ type: 'migrate', plan: newer, reason: '新版' }));
const late = command(async (instance) => {
  const { rows } = await db.pool.query("select timer_no from timer where instance_id = $1 and element_id = 'late'", [
    instance,
  ]);
  return { type: 'timer.fire', timer: rows[0].timer_no };
});
const pay: Act = async (engine, instance) => {
  const { rows } = await db.pool.query("select key from subscription where instance_id = $1 and event = 'message'", [
    instance,
  ]);
  return engine.correlate(town, { name: 'agreement.paid', key: rows[0].key }, by);
};

let cases = 0;
const mediation = async () =>
  (await one.engine.start(town, { process: 'mediation', version: 1, variables: { level: 1 } }, by)).instance;
/** The timer at “late” is due. */
const payment = async () => {
  const { instance } = await one.engine.start(town, { process: 'payment', variables: { case: `C-${++cases}` } }, by);
  one.clock.advance('PT2H');
  two.clock.set(one.clock.now());
  return instance;
};
const joining = async () => {
  const instance = await mediation();
  for (const element of ['intake', 'mediate']) await complete(element)(one.engine, instance);
  return instance;
};
/** One task is left, and with it the instance ends. */
const ending = async () => {
  const instance = await joining();
  for (const element of ['agreement', 'notice']) await complete(element)(one.engine, instance);
  return instance;
};

interface Pair {
  readonly begin: () => Promise<string>;
  readonly left: Act;
  readonly right: Act;
  /** How first and second end when the left one is first, and when the right one is. */
  readonly leftFirst: readonly [string, string];
  readonly rightFirst: readonly [string, string];
  /** Commands in the history beyond those that began it. */
  readonly done: readonly [readonly string[], readonly string[]];
}

const pairs: Readonly<Record<string, Pair>> = {
  'complete × complete': {
    begin: mediation,
    left: complete('intake', 'a'),
    right: complete('intake', 'b'),
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['task.complete'], ['task.complete']],
  },
  'claim × claim': {
    begin: mediation,
    left: claim('intake', 'a'),
    right: claim('intake', 'b'),
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['task.claim'], ['task.claim']],
  },
  'complete × cancel': {
    begin: mediation,
    left: complete('intake'),
    right: cancel,
    leftFirst: ['won', 'won'],
    rightFirst: ['won', 'conflict'],
    done: [['task.complete', 'cancel'], ['cancel']],
  },
  'cancel × cancel': {
    begin: mediation,
    left: cancel,
    right: cancel,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['cancel'], ['cancel']],
  },
  'complete × timer': {
    begin: payment,
    left: complete('wait'),
    right: late,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['task.complete'], ['timer.fire']],
  },
  'message × timer': {
    begin: payment,
    left: pay,
    right: late,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'nobody'],
    done: [['message'], ['timer.fire']],
  },
  'message × message': {
    begin: payment,
    left: pay,
    right: pay,
    leftFirst: ['won', 'nobody'],
    rightFirst: ['won', 'nobody'],
    done: [['message'], ['message']],
  },
  'suspend × complete': {
    begin: mediation,
    left: suspend,
    right: complete('intake'),
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'won'],
    done: [['suspend'], ['task.complete', 'suspend']],
  },
  'migrate × complete': {
    begin: mediation,
    left: move,
    right: complete('intake'),
    leftFirst: ['won', 'won'],
    rightFirst: ['won', 'won'],
    done: [
      ['migrate', 'task.complete'],
      ['task.complete', 'migrate'],
    ],
  },
  'the last complete × cancel': {
    begin: ending,
    left: complete('followup'),
    right: cancel,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['task.complete'], ['cancel']],
  },
  'the last complete × suspend': {
    begin: ending,
    left: complete('followup'),
    right: suspend,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['task.complete'], ['suspend']],
  },
  'the last complete × migrate': {
    begin: ending,
    left: complete('followup'),
    right: move,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'won'],
    done: [['task.complete'], ['migrate', 'task.complete']],
  },
  'complete × migrate by a plan that says nothing of the step after': {
    begin: mediation,
    left: complete('intake'),
    right: command(() => ({ type: 'migrate', plan: { ...newer, elements: { intake: 'intake' } }, reason: '新版' })),
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'won'],
    done: [['task.complete'], ['migrate', 'task.complete']],
  },
  'migrate × migrate': {
    begin: mediation,
    left: move,
    right: move,
    leftFirst: ['won', 'conflict'],
    rightFirst: ['won', 'conflict'],
    done: [['migrate'], ['migrate']],
  },
  'join × join': {
    begin: joining,
    left: complete('agreement'),
    right: complete('notice'),
    leftFirst: ['won', 'won'],
    rightFirst: ['won', 'won'],
    done: [
      ['task.complete', 'task.complete'],
      ['task.complete', 'task.complete'],
    ],
  },
};

describe.each(Object.entries(pairs))('%s', (_, { begin, left, right, leftFirst, rightFirst, done }) => {
  const meet = async (first: Act, second: Act) => {
    const instance = await begin();
    const before = (await one.engine.history({ town, instance })).length;
    const gate = await gateOf(db.pool, town, instance);
    const ended = await inOrder(
      gate,
      () => first(one.engine, instance),
      () => second(two.engine, instance),
    );
    const history = await one.engine.history({ town, instance });
    return { ended, done: history.slice(before).map((entry) => entry.command.type) };
  };

  test('the left one first', async () => {
    expect(await meet(left, right)).toEqual({ ended: leftFirst, done: done[0] });
  });

  test('the right one first', async () => {
    expect(await meet(right, left)).toEqual({ ended: rightFirst, done: done[1] });
  });
});

test('join × join: the second of the two goes on, once', async () => {
  const instance = await joining();
  await inOrder(
    await gateOf(db.pool, town, instance),
    () => complete('agreement')(one.engine, instance),
    () => complete('notice')(two.engine, instance),
  );
  expect(await openTask(db.pool, instance, 'followup')).toBeGreaterThan(0);
  const { rows } = await db.pool.query("select from task where instance_id = $1 and element_id = 'followup'", [
    instance,
  ]);
  expect(rows.length).toBe(1);
});

test('publish × publish: whoever comes first at the key is the next version, the other a conflict', async () => {
  const text = (name: string) => fixture('payment')[0]!.text.replace('履行流程', name);
  const publish = (on: typeof one, note: string) =>
    on.engine.deploy(town, [{ path: 'procedure.bpmn', text: text(note) }], { by: by.actor, note, over: 1 });
  const gate = await closeGate(db.pool, 'lock table procedure_version in share row exclusive mode');
  const ended = await inOrder(
    gate,
    () => publish(one, '甲'),
    () => publish(two, '乙'),
  );
  expect(ended.toSorted()).toEqual(['conflict', 'won']);
  const { rows } = await db.pool.query(
    "select version, note from procedure_version where process_id = 'payment' order by version",
  );
  expect(rows).toEqual([
    { version: 1, note: '' },
    { version: 2, note: ended[0] === 'won' ? '甲' : '乙' },
  ]);
});

test('publish × publish, of whoever comes after no version in particular: both are stored, one after the other', async () => {
  const before = (await one.engine.versions(town, 'mediation')).map(({ note }) => note);
  const text = (name: string) => fixture('mediation')[0]!.text.replace('name="登记"', `name="${name}"`);
  const publish = (on: typeof one, note: string) =>
    on.engine.deploy(town, [{ path: 'procedure.bpmn', text: text(note) }], { by: by.actor, note });
  const gate = await closeGate(db.pool, 'lock table procedure_version in share row exclusive mode');
  expect(
    await inOrder(
      gate,
      () => publish(one, '甲'),
      () => publish(two, '乙'),
    ),
  ).toEqual(['won', 'won']);
  const after = await one.engine.versions(town, 'mediation');
  expect(after.map(({ note }) => note).sort()).toEqual([...before, '甲', '乙'].sort());
  expect(after.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
});
