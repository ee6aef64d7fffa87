import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { register, wages } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';
import { issueOrder } from '../../support/orders.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const read = (from: TestApp = app, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  from.app.inject({ url: '/metrics', headers, remoteAddress });

/** Lines of the text format, without comments: name with labels → value. */
async function figures(): Promise<Record<string, number>> {
  const { statusCode, headers, body } = await read();
  expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ]);
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('what waits has a line also when it is nothing', async () => {
  expect(await figures()).toMatchObject({
    onedoor_database_up: 1,
    'onedoor_work_waiting{kind="timer"}': 0,
    'onedoor_work_due{kind="job"}': 0,
    'onedoor_work_lag_seconds{kind="mail"}': 0,
    'onedoor_work_waiting{kind="buffered-message"}': 0,
    'onedoor_jobs{state="failed"}': 0,
    'onedoor_mails{state="held"}': 0,
    'onedoor_webhook_deliveries{state="failed"}': 0,
    'onedoor_incidents{state="open"}': 0,
    'onedoor_holds{kind="outgoing"}': 0,
    'onedoor_queue_commands{state="waiting"}': 0,
    'onedoor_queue_commands{state="batches"}': 0,
  });
});

test('batches, answers and what waits are counted as they happen', async () => {
  const before = await figures();
  await issueOrder(app);
  await app.inject({ url: '/api/cases' });
  await app.inject({ url: '/nobody-knows/13812345678' });
  const after = await figures();
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  expect(grown('onedoor_commands_total{outcome="accepted"}')).toBeGreaterThan(5);
  expect(grown('onedoor_batch_commands_count')).toBeGreaterThan(3);
  expect(grown('onedoor_batch_duration_seconds_count')).toBe(grown('onedoor_batch_commands_count'));
  expect(grown('onedoor_http_request_duration_seconds_count{method="POST",route="/api/cases",status="200"}')).toBe(1);
  expect(grown('onedoor_http_request_duration_seconds_count{method="GET",route="/api/cases",status="401"}')).toBe(1);
  expect(grown('onedoor_mails{state="waiting"}')).toBe(1);
  expect(grown('onedoor_work_waiting{kind="timer"}')).toBeGreaterThan(0);
});

test('timers that should have fired are due, and how late the oldest is', async () => {
  const soon = await figures();
  app.clock.advance('P30D');
  const late = await figures();
  expect(late['onedoor_work_due{kind="timer"}']).toBe(soon['onedoor_work_waiting{kind="timer"}']);
  expect(late['onedoor_work_lag_seconds{kind="timer"}']).toBeGreaterThan(86_400);
});

test('names, ids and towns are in no label', async () => {
  await register(await app.as('desk'), wages);
  await app.inject({ url: `/api/cases/${home}` });
  const { body } = await read();
  for (const trace of ['赵', '孙志远', '13800003333', '0750', String(home), String(elsewhere), 'hemin', 'nobody-knows'])
    expect(body).not.toContain(trace);
  expect(body).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
  expect(body).not.toMatch(/\p{Script=Han}/u);
});

test('only this machine may read, and not through a proxy', async () => {
  const status = async (...of: Parameters<typeof read>) => (await read(...of)).statusCode;
  expect(await status(app, {}, '::1')).toBe(200);
  expect(await status(app, {}, '::ffff:127.0.0.1')).toBe(200);
  expect(await status(app, {}, '10.0.0.7')).toBe(404);
  expect(await status(app, { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  expect(await status(app, { forwarded: 'for=127.0.0.1' })).toBe(404);
  expect(await status(app, { via: '1.1 proxy' })).toBe(404);
});

test('with a token everybody needs it, from anywhere', async () => {
  const guarded = await buildTestApp({ procedures: false, settings: { metricsToken: 'a token of the tests' } });
  const status = async (authorization: string | undefined, from: string) =>
    (await read(guarded, authorization ? { authorization } : {}, from)).statusCode;
  try {
    expect(await status(undefined, '127.0.0.1')).toBe(404);
    expect(await status('Bearer another token', '127.0.0.1')).toBe(404);
    expect(await status('Bearer a token of the tests', '10.0.0.7')).toBe(200);
  } finally {
    await guarded.close();
  }
});

test('without a database the process still answers, and says so', async () => {
  const alone = await buildTestApp({ procedures: false });
  const { rows } = await alone.deps.pool.query<{ name: string }>('select current_database() as name');
  const { name } = rows[0]!;
  const { body: whole } = await read(alone);
  expect(whole).toContain('onedoor_database_up 1');
  await app.deps.pool.query(`alter database ${name} allow_connections false`);
  await app.deps.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  const ready = () => alone.inject<{ ready: boolean }>({ url: '/health/ready' });
  alone.deps.health.check('database', () => alone.deps.pool.query('select 1'));
  try {
    const { statusCode, body } = await read(alone);
    expect([statusCode, body.includes('onedoor_database_up 0'), body.includes('onedoor_mails{')]).toEqual([
      200,
      true,
      false,
    ]);
    expect(await ready()).toMatchObject({ status: 503, body: { ready: false, checks: { database: false } } });
  } finally {
    await app.deps.pool.query(`alter database ${name} allow_connections true`);
  }
  // It comes back by itself.
  await expect.poll(async () => (await read(alone)).body).toContain('onedoor_database_up 1');
  expect(await ready()).toMatchObject({ status: 200, body: { ready: true, checks: { database: true } } });
  await alone.close();
});
