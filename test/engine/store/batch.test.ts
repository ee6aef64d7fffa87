import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { type Accepted, type Projection, Refusal } from '../../../engine/model/door.ts';
import { statement, type Trx } from '../../../engine/store/statement.ts';
import { by, desk, engineOn, fixture, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let batches: (readonly Accepted[])[] = [];
let project: Projection<Trx> = async () => [];

beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  await db.pool.query("create table note (town_id int, instance_id uuid, text text check (text <> 'bad'))");
  on = engineOn(db.url, {
    projections: [(trx, at, accepted, now) => project(trx, at, accepted, now)],
    committed: (_, accepted) => batches.push(accepted),
  });
  await on.deploy('mediation');
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await on.close();
  await db.drop();
});
beforeEach(() => {
  project = async () => [];
  batches = [];
});

const putNote = statement('test.put-note', 'insert into note (town_id, instance_id, text) values ($1, $2::uuid, $3)');
const noteOfState = statement(
  'test.note-state',
  'insert into note (town_id, instance_id, text) select $1, instance_id, status from instance where town_id = $1 and instance_id = $2::uuid',
);

const start = (variables = { level: 1 }, businessKey?: string) =>
  on.engine.start(town, { process: 'mediation', variables, ...(businessKey && { businessKey }) }, by);
const complete = (
  instance: string,
  task: number,
  companion?: NonNullable<Parameters<typeof on.engine.execute>[2]['companion']>,
) =>
  on.engine.execute(
    { town, instance },
    { type: 'task.complete', task, user: desk.id },
    { ...by, ...(companion && { companion }) },
  );
const notes = async (instance: string) =>
  (await db.pool.query('select text from note where instance_id = $1 order by text', [instance])).rows.map(
    (row) => row.text,
  );

describe('a batch', () => {
  test('carries many callers in few transactions and answers each', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => start({ level: index % 5 }, `case-${index}`)),
    );
    expect(new Set(outcomes.map((outcome) => outcome.instance)).size).toBe(60);
    expect(outcomes.every((outcome) => outcome.rev === 1 && outcome.status === 'active')).toBe(true);
    expect(batches.length).toBeLessThanOrEqual(3);
    expect(
      batches
        .flat()
        .map((one) => one.businessKey)
        .sort(),
    ).toEqual(Array.from({ length: 60 }, (_, index) => `case-${index}`).sort());
  });

  test('writes rows that others read', async () => {
    const { instance } = await start({ level: 5 }, 'case-rows');
    await complete(instance, await openTask(db.pool, instance, 'intake'));
    const { rows } = await db.pool.query(
      'select element_id, status, candidate_groups, business_key, created_at, ended_at, ended_by from task where instance_id = $1 order by task_no',
      [instance],
    );
    const at = on.clock.now();
    expect(rows).toEqual([
      {
        element_id: 'intake',
        status: 'completed',
        candidate_groups: ['desk'],
        business_key: 'case-rows',
        created_at: at,
        ended_at: at,
        ended_by: 'u-desk',
      },
      {
        element_id: 'hearing',
        status: 'open',
        candidate_groups: ['director'],
        business_key: 'case-rows',
        created_at: at,
        ended_at: null,
        ended_by: null,
      },
    ]);
    const view = await on.engine.instance({ town, instance });
    expect({ ...view, state: undefined }).toEqual({
      ref: { town, instance },
      procedure: 'mediation@1',
      businessKey: 'case-rows',
      status: 'active',
      rev: 2,
      state: undefined,
      created: at,
      ended: null,
    });
  });

  test('folds commands on one instance in the order they came', async () => {
    const { instance } = await start();
    const ref = { town, instance };
    const task = await openTask(db.pool, instance, 'intake');
    const outcomes = await Promise.all([
      on.engine.execute(ref, { type: 'task.claim', task, user: 'a' }, by),
      on.engine.execute(ref, { type: 'task.release', task, user: 'a' }, by),
      on.engine.execute(ref, { type: 'task.claim', task, user: 'b' }, by),
      on.engine.setVariables(ref, { level: 1 }, by),
      on.engine.execute(ref, { type: 'task.complete', task, user: 'b' }, by),
    ]);
    expect(outcomes.map((outcome) => outcome.rev)).toEqual([2, 3, 4, 5, 6]);
    expect(batches.at(-1)?.map((one) => one.command.type)).toEqual([
      'task.claim',
      'task.release',
      'task.claim',
      'variables.set',
      'task.complete',
    ]);
    const history = await on.engine.history(ref);
    expect(history.map(({ rev, command }) => [rev, command.type])).toEqual([
      [1, 'start'],
      [2, 'task.claim'],
      [3, 'task.release'],
      [4, 'task.claim'],
      [5, 'variables.set'],
      [6, 'task.complete'],
    ]);
    const { rows } = await db.pool.query(
      'select element_id, status, assignee, ended_by from task where instance_id = $1 order by task_no',
      [instance],
    );
    expect(rows).toEqual([
      { element_id: 'intake', status: 'completed', assignee: null, ended_by: 'b' },
      { element_id: 'mediate', status: 'open', assignee: null, ended_by: null },
    ]);
  });

  test('a task that opens and ends within one batch leaves its row', async () => {
    const { instance } = await start();
    const ref = { town, instance };
    const intake = await openTask(db.pool, instance, 'intake');
    // Numbers are handed out one after the other, so that the next task's number can be read from a twin.
    const twin = (await start()).instance;
    await complete(twin, await openTask(db.pool, twin, 'intake'));
    const mediation = await openTask(db.pool, twin, 'mediate');
    await Promise.all([complete(instance, intake), complete(instance, mediation)]);
    const { rows } = await db.pool.query(
      'select element_id, status, ended_by from task where instance_id = $1 order by task_no',
      [instance],
    );
    expect(rows.slice(0, 2)).toEqual([
      { element_id: 'intake', status: 'completed', ended_by: 'u-desk' },
      { element_id: 'mediate', status: 'completed', ended_by: 'u-desk' },
    ]);
    expect((await on.engine.instance(ref))?.rev).toBe(3);
  });

  test('one wrong command among many is rejected alone', async () => {
    const settled = await Promise.allSettled([
      start(),
      on.engine.execute(
        { town, instance: '018f0000-0000-7000-8000-000000000000' },
        { type: 'cancel', reason: '-' },
        by,
      ),
      start(),
      on.engine.start(town, { process: 'unknown' }, by),
      on.engine.execute({ town, instance: 'not-a-uuid' }, { type: 'cancel', reason: '-' }, by),
    ]);
    expect(settled.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code))).toEqual([
      'ok',
      'not-found',
      'ok',
      'not-found',
      'not-found',
    ]);
    expect(batches.length).toBe(1);
  });

  test('another town sees nothing', async () => {
    const { instance } = await start();
    const ref = { town: 440783105, instance };
    await expect(on.engine.cancel(ref, '-', by)).rejects.toMatchObject({ code: 'not-found' });
    expect(await on.engine.instance(ref)).toBeUndefined();
    expect(await on.engine.history(ref)).toEqual([]);
  });

  test('carries several towns, each by itself', async () => {
    const second = town + 1;
    await on.engine.deploy(second, fixture('mediation'), { by: desk, note: '' });
    const begin = (at: number) => on.engine.start(at, { process: 'mediation', variables: { level: 1 } }, by);
    const settled = await Promise.allSettled([begin(town), begin(second), begin(town + 2), begin(second), begin(0)]);
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(batches.map((accepted) => accepted.length)).toEqual([1, 2]);
    const { rows } = await db.pool.query('select count(*)::int as count from task where town_id = $1', [second]);
    expect(rows).toEqual([{ count: 2 }]);
  });

  test('cancelling ends everything that was open', async () => {
    const { instance } = await start();
    const outcome = await on.engine.cancel({ town, instance }, '当事人撤回', by);
    expect(outcome.status).toBe('cancelled');
    const { rows } = await db.pool.query('select status, ended_by from task where instance_id = $1', [instance]);
    expect(rows).toEqual([{ status: 'cancelled', ended_by: null }]);
    expect((await on.engine.instance({ town, instance }))?.ended).toEqual(on.clock.now());
  });
});

describe('a companion', () => {
  const write =
    (text: string) =>
    async ({ trx, instance }: { trx: Trx; instance: string }) => {
      await sql`insert into note values (${town}, ${instance}, ${text})`.execute(trx);
    };

  test('writes in the same transaction and adds variables', async () => {
    const { instance } = await start();
    const task = await openTask(db.pool, instance, 'intake');
    await complete(instance, task, async (context) => {
      await write('taken')(context);
      expect(context.state?.status).toBe('active');
      return { variables: { level: 5 } };
    });
    expect(await notes(instance)).toEqual(['taken']);
    expect(await openTask(db.pool, instance, 'hearing')).toBeGreaterThan(task);
  });

  test('refuses its caller alone, and its writes are undone', async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const [first, second] = await Promise.all([a, b].map(({ instance }) => openTask(db.pool, instance, 'intake')));
    const settled = await Promise.allSettled([
      complete(a.instance, first!, async (context) => {
        await write('lost')(context);
        throw new Refusal('room-taken', '该时段会议室已被占用', 'room');
      }),
      complete(b.instance, second!, write('kept')),
    ]);
    expect(settled[0]).toMatchObject({
      status: 'rejected',
      reason: { name: 'Refusal', code: 'room-taken', field: 'room' },
    });
    expect(settled[1]?.status).toBe('fulfilled');
    expect([await notes(a.instance), await notes(b.instance)]).toEqual([[], ['kept']]);
    expect((await on.engine.instance({ town, instance: a.instance }))?.rev).toBe(1);
  });

  test('its writes are undone when the step rejects', async () => {
    const { instance } = await start();
    await expect(complete(instance, 999, write('lost'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await notes(instance)).toEqual([]);
  });

  test('its database error is its caller’s alone', async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const [first, second] = await Promise.all([a, b].map(({ instance }) => openTask(db.pool, instance, 'intake')));
    const settled = await Promise.allSettled([
      complete(a.instance, first!, write('bad')),
      complete(b.instance, second!, write('good')),
    ]);
    expect(settled[0]).toMatchObject({ status: 'rejected', reason: { code: '23514' } });
    expect(await notes(b.instance)).toEqual(['good']);
  });
});

describe('a companion that swallows a database error', () => {
  test('fails alone: what came with it is carried out', async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const [first, second] = await Promise.all([a, b].map(({ instance }) => openTask(db.pool, instance, 'intake')));
    const settled = await Promise.allSettled([
      complete(a.instance, first!, async ({ trx }) => {
        await sql`select 1 / 0`.execute(trx).catch(() => {});
      }),
      complete(b.instance, second!, async ({ trx, instance }) => {
        await sql`insert into note values (${town}, ${instance}, 'innocent')`.execute(trx);
      }),
    ]);
    expect(settled.map((one) => one.status)).toEqual(['rejected', 'fulfilled']);
    expect([await notes(a.instance), await notes(b.instance)]).toEqual([[], ['innocent']]);
  });
});

describe('a projection', () => {
  test('sees a town’s batch once, in its transaction', async () => {
    const seen: number[] = [];
    project = async (trx, at, accepted) => {
      seen.push(accepted.length);
      for (const { instance } of accepted)
        await sql`insert into note values (${at}, ${instance}, 'projected')`.execute(trx);
      return [];
    };
    const outcomes = await Promise.all([start(), start(), start()]);
    expect(seen).toEqual([3]);
    for (const { instance } of outcomes) expect(await notes(instance)).toEqual(['projected']);
  });

  test('answers statements that travel with COMMIT, behind the rows of the engine', async () => {
    project = async (_trx, at, accepted) => accepted.map(({ instance }) => noteOfState(at, instance));
    const outcomes = await Promise.all([start(), start()]);
    for (const { instance } of outcomes) expect(await notes(instance)).toEqual(['active']);
  });

  test('whose statement fails for one command fails that command only', async () => {
    project = async (_trx, at, accepted) =>
      accepted.map(({ instance, businessKey }) => putNote(at, instance, businessKey));
    const settled = await Promise.allSettled(['a', 'bad', 'd'].map((key) => start({ level: 1 }, key)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(settled[1]).toMatchObject({ reason: { code: '23514', statement: 'test.put-note' } });
  });

  test('that fails for one command fails that command only', async () => {
    const sizes: number[] = [];
    project = async (trx, at, accepted) => {
      sizes.push(accepted.length);
      for (const { instance, businessKey } of accepted)
        await sql`insert into note values (${at}, ${instance}, ${businessKey})`.execute(trx);
      return [];
    };
    const settled = await Promise.allSettled(['a', 'b', 'bad', 'd', 'e'].map((key) => start({ level: 1 }, key)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(settled[2]).toMatchObject({ reason: { code: '23514' } });
    // The whole, its first half, the half of that … down to the one.
    expect(sizes).toEqual([5, 3, 2, 1, 2]);
    expect(batches.flat().map((one) => one.businessKey)).toEqual(['a', 'b', 'd', 'e']);
  });
});
