import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import type { CommandOptions } from '../../../engine/model/door.ts';
import type { Trx } from '../../../engine/store/statement.ts';
import { by, desk, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { byCondition, bySignal, startedBy } from '../../support/starts.ts';

/** Every method of the door that writes, asked again under its key, answers as before and writes nothing more. */
let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let again: ReturnType<typeof engineOn>;
const ref = { town, instance: '' };
const refs = { cancelled: { ...ref }, stopped: '' };
let task: number;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  again = engineOn(db.url);
  await on.deploy('mediation', 'payment');
  for (const files of [
    startedBy('storms', { storm: bySignal('storm') }),
    startedBy('highs', { high: byCondition('=level &gt; 3') }),
  ])
    await on.engine.deploy(town, files, { by: desk, note: '' });
  const start = async () =>
    (await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by)).instance;
  ref.instance = await start();
  refs.cancelled.instance = await start();
  task = await openTask(db.pool, ref.instance, 'intake');
  await on.engine.start(town, { process: 'payment', variables: { case: 'C-1' } }, by);
  const choice = { instances: [ref.instance] };
  refs.stopped = (await on.engine.operations.begin(town, { kind: 'suspend', choice, reason: 'r' }, by)).id;
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool)).toEqual([]);
  await Promise.all([on.close(), again.close()]);
  await db.drop();
});

type Ask = (from: typeof on, options: CommandOptions<Trx>, other?: boolean) => Promise<unknown>;
/** `other`: something else under the same key. */
const writing: Readonly<Record<string, Ask>> = {
  start: ({ engine }, options, other) =>
    engine.start(town, { process: 'mediation', variables: { level: other ? 2 : 1 } }, options),
  execute: ({ engine }, options, other) =>
    engine.execute(ref, { type: 'task.claim', task, user: other ? 'b' : 'a' }, options),
  correlate: ({ engine }, options, other) =>
    engine.correlate(town, { name: 'agreement.paid', key: 'C-1', variables: { amount: other ? 2 : 1 } }, options),
  signal: ({ engine }, options) => engine.signal(town, { name: 'storm' }, options),
  evaluate: ({ engine }, options) => engine.evaluate(town, { level: 5 }, options),
  setVariables: ({ engine }, options, other) => engine.setVariables(ref, { level: other ? 3 : 2 }, options),
  cancel: ({ engine }, options, other) => engine.cancel(refs.cancelled, other ? '撤回' : '重复', options),
  'operations.tag': ({ engine }, options, other) =>
    engine.operations.tag(town, 'mediation@1', other ? 'a' : 'b', options),
  'operations.suspendVersion': ({ engine }, options, other) =>
    engine.operations.suspendVersion(town, other ? 'mediation@1' : 'payment@1', options),
  'operations.resumeVersion': ({ engine }, options, other) =>
    engine.operations.resumeVersion(town, other ? 'mediation@1' : 'payment@1', options),
  'operations.begin': ({ engine }, options, other) =>
    engine.operations.begin(
      town,
      { kind: 'suspend', choice: { query: { startedBefore: new Date(other ? 0 : 1) } }, reason: 'r' },
      options,
    ),
  'operations.stopBulk': ({ engine }, options) => engine.operations.stopBulk(town, refs.stopped, options),
};

const reading = [
  'procedure',
  'latest',
  'files',
  'versions',
  'instance',
  'history',
  'replay',
  ...[
    'findInstances',
    'findTasks',
    'findIncidents',
    'planMigration',
    'tryMigration',
    'bulk',
    'bulks',
    'bulkFailures',
    'statistics',
    'exportHistory',
  ].map((name) => `operations.${name}`),
];
/** The same files are the same version; the rest is the life of the workers. */
const others = ['deploy', 'drain', 'startWorkers', 'stop', 'load'];

test('every method of the door is among them', () => {
  const { operations, ...engine } = on.engine;
  const methods = [...Object.keys(engine), ...Object.keys(operations).map((name) => `operations.${name}`)];
  expect([...Object.keys(writing), ...reading, ...others].toSorted()).toEqual(methods.toSorted());
});

const contents = async () =>
  (
    await db.pool.query(
      `select (select count(*) from instance) as instances, (select count(*) from history) as history, (select count(*) from bulk_operation) as bulks,
         (select count(*) from idempotency) as keys, (select jsonb_agg(v order by procedure_key) from (select procedure_key, tag, active from procedure_version) v) as versions`,
    )
  ).rows[0];

test.each(Object.entries(writing))('%s', async (name, ask) => {
  const options = { actor: desk, idempotencyKey: `key-${name}` };
  const first = await ask(on, options);
  const after = await contents();
  expect(await ask(on, options)).toEqual(first);
  // Another server that was asked when the answer was lost.
  expect(await ask(again, options)).toEqual(first);
  expect(await contents()).toEqual(after);
  if (ask.length > 2)
    await expect(ask(again, options, true)).rejects.toMatchObject({ name: 'Rejected', code: 'invalid' });
  expect(await contents()).toEqual(after);
});

test('two at the same moment are one', async () => {
  const options = { actor: desk, idempotencyKey: 'at-once' };
  const order = { kind: 'suspend', choice: { query: { businessKey: 'none' } }, reason: 'r' } as const;
  const begun = await Promise.all(
    [on, again, on, again].map(({ engine }) => engine.operations.begin(town, order, options)),
  );
  expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
});

test('what was refused does not use the key up', async () => {
  const options = { actor: desk, idempotencyKey: 'refused' };
  await expect(on.engine.operations.tag(town, 'mediation@9', 'c', options)).rejects.toMatchObject({
    code: 'not-found',
  });
  await on.engine.operations.tag(town, 'mediation@1', 'c', options);
});
