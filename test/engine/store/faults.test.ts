import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, openPool } from '../../../engine/index.ts';
import type { Companion } from '../../../engine/model/door.ts';
import type { Trx } from '../../../engine/store/statement.ts';
import { Together } from '../../../engine/store/together.ts';
import { by, engineOn, openTask, town } from '../../support/engine.ts';
import { type Acknowledged, violations } from '../../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
let on: ReturnType<typeof engineOn>;
/** What becomes of the next COMMIT: carried out with its answer lost, or lost on its way. */
let fault: 'answer lost' | 'command lost' | undefined;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  await db.pool.query('create table resource (name text primary key, uses int not null)');
  await db.pool.query("insert into resource values ('room', 0), ('car', 0)");
  const pool = openPool(db.url, { application_name: 'victim' });
  pool.on('connect', breakable);
  on = engineOn(db.url, {}, pool);
  await on.deploy('mediation');
});
afterAll(async () => {
  expect(await violations(on.engine, db.pool, acknowledged)).toEqual([]);
  await on.close();
  await db.drop();
});

function breakable(client: PoolClient): void {
  const query = client.query.bind(client) as (config: unknown, values?: unknown[]) => Promise<unknown>;
  const cut = () => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  const lost = () => new Error('Connection terminated unexpectedly');
  const faulty = (config: unknown, values?: unknown[]): unknown => {
    if (!fault || !commits(config)) return query(config, values);
    const now = fault;
    fault = undefined;
    if (config instanceof Together) {
      const told = config as unknown as { callback: (error: Error) => void };
      const { callback } = told;
      told.callback = () => {
        cut();
        callback(lost());
      };
      if (now === 'answer lost') query(config);
      else told.callback(lost());
      return config;
    }
    const carriedOut = now === 'answer lost' ? query(config, values) : Promise.resolve();
    return carriedOut.then(() => {
      cut();
      throw lost();
    });
  };
  Object.assign(client, { query: faulty });
}

const commits = (config: unknown) =>
  config instanceof Together
    ? config.parts.some(({ text }) => text === 'commit')
    : config === 'commit' || (config as { text?: string }).text === 'commit';

const start = async (companion?: Companion<Trx>) => {
  const outcome = await on.engine.start(
    town,
    { process: 'mediation', variables: { level: 1 } },
    { ...by, ...(companion && { companion }) },
  );
  acknowledged.push(outcome);
  return outcome;
};
const uses = async () => (await db.pool.query('select uses from resource order by name')).rows.map((row) => row.uses);

test.each(['answer lost', 'command lost'] as const)('COMMIT with its %s is carried out exactly once', async (which) => {
  const before = (await db.pool.query('select count(*)::int as count from instance')).rows[0].count;
  const { instance } = await start();
  fault = which;
  const task = await openTask(db.pool, instance, 'intake');
  const [claimed, started] = await Promise.all([
    on.engine.execute({ town, instance }, { type: 'task.claim', task, user: 'a' }, by),
    start(),
  ]);
  expect(fault).toBeUndefined();
  expect(claimed.rev).toBe(2);
  expect(started.rev).toBe(1);
  expect((await on.engine.history({ town, instance })).map((entry) => entry.command.type)).toEqual([
    'start',
    'task.claim',
  ]);
  expect((await db.pool.query('select count(*)::int as count from instance')).rows[0].count).toBe(before + 2);
});

test('killed connections cost nobody his command', async () => {
  const { instance } = await start();
  let going = true;
  const monkey = (async () => {
    for (let kills = 0; going && kills < 15; kills++) {
      await db.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'victim'",
      );
      await start();
    }
  })();
  const callers = Array.from({ length: 8 }, async (_, caller) => {
    for (let index = 0; index < 10; index++)
      acknowledged.push(await on.engine.setVariables({ town, instance }, { [`v${caller}`]: index }, by));
  });
  await Promise.all(callers);
  going = false;
  await monkey;
  expect((await on.engine.instance({ town, instance }))?.rev).toBe(81);
});

test('two engines whose companions lock crosswise both get through', async () => {
  const other = engineOn(db.url);
  const locking =
    (first: string, second: string): Companion<Trx> =>
    async ({ trx }) => {
      for (const name of [first, second])
        await sql`update resource set uses = uses + 1 where name = ${name}`.execute(trx);
    };
  const before = await uses();
  for (let round = 0; round < 5; round++) {
    await Promise.all([
      start(locking('room', 'car')),
      other.engine.start(
        town,
        { process: 'mediation', variables: { level: 1 } },
        { ...by, companion: locking('car', 'room') },
      ),
    ]);
  }
  expect(await uses()).toEqual(before.map((count) => count + 10));
  await other.close();
});

test('rows that disagree with the state stop the command, loudly, and change nothing', async () => {
  const { instance } = await start();
  const task = await openTask(db.pool, instance, 'intake');
  await db.pool.query("update task set status = 'cancelled', ended_at = now() where instance_id = $1", [instance]);
  await expect(on.engine.execute({ town, instance }, { type: 'task.complete', task, user: 'a' }, by)).rejects.toThrow(
    'Expected “task.end” to touch the rows that were read but it touched another number',
  );
  expect((await on.engine.instance({ town, instance }))?.rev).toBe(1);
  await db.pool.query("update task set status = 'open', ended_at = null where instance_id = $1", [instance]);
});

test('a stopped engine finishes what it took and takes no more', async () => {
  const last = engineOn(db.url);
  const running = Promise.all(
    Array.from({ length: 20 }, () => last.engine.start(town, { process: 'mediation', variables: { level: 1 } }, by)),
  );
  await Promise.resolve();
  await last.engine.stop();
  expect((await running).length).toBe(20);
  await expect(last.engine.start(town, { process: 'mediation' }, by)).rejects.toThrow(
    'Expected a running engine but it was stopped',
  );
  await last.close();
});
