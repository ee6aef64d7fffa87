import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../engine/index.ts';
import { openAckLog, readAckLog } from '../support/ack-log.ts';
import { engineOn, town } from '../support/engine.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type Fault, startProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { actions, ask, type Call } from './calls.ts';
import { campaignSeed, seeded } from './chance.ts';
import { takeOverAndCheck } from './check.ts';
import { prepareScenarios } from './scenarios.ts';

/** The network between a server and its database fails; whoever asks again under the same key hears the first answer. */
const folder = mkdtempSync(join(tmpdir(), 'onedoor-network-'));
const file = join(folder, 'acks');
const log = openAckLog<Call>(file);
let db: TestDatabase;
let proxy: TcpProxy;
let far: ReturnType<typeof engineOn>;
let near: ReturnType<typeof engineOn>;
beforeAll(async () => {
  db = await testDatabase(prepareScenarios);
  proxy = await startProxy(db.url);
  far = engineOn(proxy.url, { actions }, openPool(proxy.url, { idle_in_transaction_session_timeout: 500 }));
  near = engineOn(db.url, { actions });
});
afterEach(() => proxy.fail(undefined));
afterAll(async () => {
  await Promise.all([far.close(), near.close()]);
  expect(await takeOverAndCheck(db.url, db.pool, near.clock.now(), [file])).toEqual([]);
  await proxy.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
const begin = (process: string): Call => ({
  kind: 'start',
  process,
  variables: { level: 1, department: '人社局', case: `C-${++number}` },
});

/** Asks through the bad line and then, as a caller who has not heard, over a good one; answers what both were told. */
async function askTwice(call: Call): Promise<readonly [unknown, unknown]> {
  const key = `network-${++number}`;
  const first = await ask(far, log, key, call);
  return [first, await ask(near, log, key, call)];
}

const random = seeded(`${campaignSeed}-network`);
const faults: Readonly<Record<string, () => Fault>> = {
  'cut right after COMMIT': () => ({ kind: 'after-commit' }),
  'cut after some bytes': () => ({ kind: 'after-bytes', bytes: 1 + Math.floor(random() * 3_000) }),
};

test.each(Object.entries(faults))('%s: carried out once, and told the same twice', async (_, fault) => {
  const before = proxy.faults();
  for (let round = 0; round < 15; round++) {
    proxy.fail(fault());
    const [first, again] = await askTwice(begin(round % 2 === 0 ? 'mediation' : 'order'));
    expect(first).toMatchObject({ rev: 1 });
    expect(again).toEqual(first);
    proxy.fail(undefined);
  }
  expect(proxy.faults() - before).toBeGreaterThanOrEqual(10);
});

test('a slow line: later, but whole', async () => {
  proxy.fail({ kind: 'delay', ms: 15 });
  const told = await Promise.all(Array.from({ length: 5 }, () => askTwice(begin('payment'))));
  for (const [first, again] of told) expect(again).toEqual(first);
});

test('a line that swallows everything: another server does the work; who was cut off hears the first answer', async () => {
  const { instance } = await near.engine.start(
    town,
    { process: 'mediation', variables: { level: 1 } },
    { actor: { kind: 'system', id: 'test' } },
  );
  const call: Call = { kind: 'note', instance, value: 1 };
  proxy.fail({ kind: 'blackhole' });
  const swallowed = ask(far, log, 'swallowed', call);
  const other = await ask(near, log, 'other', { kind: 'note', instance, value: 2 });
  const same = await ask(near, log, 'swallowed', call);
  expect([other, same]).toEqual([
    { instance, rev: 2 },
    { instance, rev: 3 },
  ]);
  proxy.fail(undefined);
  expect(await swallowed).toEqual(same);
  expect(readAckLog<Call>(file).at(-2)!.answers).toEqual([same, same]);
});

test('a line that stays like that: the client gives it up after its own limit, and goes on over a new one', async () => {
  const failed = Promise.withResolvers<void>();
  const logger = { info: () => {}, warn: () => failed.resolve(), error: () => {} };
  const pool = openPool(proxy.url, { query_timeout: 1_000, connectionTimeoutMillis: 1_000 });
  const brief = engineOn(proxy.url, { logger }, pool);
  const before = await ask(brief, log, 'brief-before', begin('mediation'));
  proxy.fail({ kind: 'blackhole' });
  const plain = pool.query('select 1').catch((error: Error) => error.message);
  const swallowed = ask(brief, log, 'brief', begin('mediation'));
  expect(await plain).toMatch(/^Query read timeout$|^Connection terminated|^timeout exceeded/);
  await failed.promise;
  proxy.fail(undefined);
  const told = await swallowed;
  const after = await ask(brief, log, 'brief-after', begin('mediation'));
  for (const one of [before, told, after]) expect(one).toMatchObject({ rev: 1 });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await brief.close();
});

test('every connection terminated under work: nobody is told anything wrong', async () => {
  const told: Promise<readonly [unknown, unknown]>[] = [];
  for (let round = 0; round < 10; round++) {
    told.push(askTwice(begin('order')), askTwice(begin('counting')));
    await db.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'",
    );
  }
  for (const [first, again] of await Promise.all(told)) expect(again).toEqual(first);
});
