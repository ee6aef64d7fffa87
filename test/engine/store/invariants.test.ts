import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../engine/index.ts';
import { by, engineOn, openTask, town } from '../../support/engine.ts';
import { violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

/** The checker itself must bite: each corruption is seen, and seen as what it is. */
let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
let instance: string;
let acknowledged: { instance: string; rev: number };
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  on = engineOn(db.url);
  await on.deploy('payment', 'mediation');
  await on.engine.start(town, { process: 'payment', variables: { case: 'C-1' } }, by);
  instance = (await on.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by)).instance;
  acknowledged = await on.engine.execute(
    { town, instance },
    { type: 'task.complete', task: await openTask(db.pool, instance, 'intake'), user: 'a' },
    by,
  );
});
afterAll(async () => {
  await on.close();
  await db.drop();
});

test('a sound database has none', async () => {
  expect(await violations(on.engine, db.pool, [acknowledged])).toEqual([]);
});

const bulk =
  "insert into bulk_operation values (1, '018f0000-0000-7000-8000-000000000000', 'cancel', 'r', '{}', '{}', 'done',";
const item =
  "insert into bulk_item values (1, '018f0000-0000-7000-8000-000000000000', '018f0000-0000-7000-8000-000000000001',";
test.each<[string, string, string]>([
  ['a lost timer', 'delete from timer where timer_no = (select min(timer_no) from timer)', 'I6 rows'],
  ['a lost subscription', 'delete from subscription', 'I6 rows'],
  ['a lost task', "delete from task where status = 'open' and element_id = 'mediate'", 'I6 rows'],
  [
    'a timer that stayed',
    "insert into timer select town_id, instance_id, 99, 'x', created_at, null, 0, 0 from instance",
    'I6 rows',
  ],
  ['a lost revision', 'delete from history where rev = 2', 'I3 revisions'],
  [
    'a lost commit',
    "delete from history where rev = 2; update instance set rev = 1 where procedure_key = 'mediation@1'",
    'I5 acknowledged',
  ],
  [
    'a state that was tampered with',
    `update instance set state = jsonb_set(state, '{scopes,0,v,level}', '9') where procedure_key = 'mediation@1'`,
    'I2 replay',
  ],
  [
    'a second completion',
    'insert into history select town_id, instance_id, 3, at, actor, command, events, answers, format from history where rev = 2',
    'I1, I8 ended once',
  ],
  ['a task under another name', "update task set ended_by = 'b' where status = 'completed'", 'I8 who ended'],
  [
    'an effect out of nowhere',
    "insert into delivery values (1, 'k', gen_random_uuid(), 'signal', 'x', '', '{}', now(), null, 0, 0)",
    'I4 outbox',
  ],
  [
    'an instance without history',
    "delete from history where instance_id = (select instance_id from instance where procedure_key = 'payment@1')",
    'I3 revisions',
  ],
  ['a task of another owner', "update task set owner = 'b' where element_id = 'mediate'", 'I6 rows'],
  [
    'an instance of another version',
    "update instance set procedure_key = 'mediation@2' where procedure_key = 'mediation@1'",
    'I2 procedure',
  ],
  [
    'a row that says it is suspended',
    "update instance set suspended = true where procedure_key = 'mediation@1'",
    'I2 suspended',
  ],
  [
    'a timer of a suspended instance',
    "update instance set suspended = true where procedure_key = 'payment@1'",
    'I6 suspended',
  ],
  ['a bulk that lost an item', `${bulk} 2, now(), now())`, 'I9 items of a bulk'],
  [
    'a bulk that is over too early',
    `${bulk} 1, now(), now()); ${item} 'waiting', null, null, null, 0, 0)`,
    'I9 items of a bulk',
  ],
  [
    'an item that was not done',
    `${bulk} 1, now(), now()); ${item} 'done', null, null, null, 0, 0)`,
    'I9 items that are done',
  ],
])('%s is a violation', async (_, corrupt, violation) => {
  const client = await db.pool.connect();
  try {
    await client.query(`begin; ${corrupt}`);
    const pool = { query: client.query.bind(client) } as unknown as typeof db.pool;
    const engine = { ...on.engine, replay: (ref: Parameters<typeof on.engine.replay>[0]) => on.engine.replay(ref) };
    expect((await violations(engine, pool, [acknowledged])).join('\n')).toContain(violation);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
