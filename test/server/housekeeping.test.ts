import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../../server/housekeeping.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { home } from '../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

const kept = async () => {
  const { rows } = await app.deps.pool.query(
    `select key as what from request_key union all select town_id || ' ' || failures from login_attempt order by what`,
  );
  return rows.map(({ what }) => what);
};

test('answers older than thirty days and wrong passwords older than a day go, in every town and of nobody known', async () => {
  const ago = (days: number, ms = 0) => new Date(app.clock.now().getTime() - days * 86_400_000 - ms);
  for (const [key, at] of [
    ['old', ago(30, 1)],
    ['new', ago(30)],
  ] as const)
    await app.deps.pool.query('insert into request_key values ($1, $2, $3, $4)', [home, key, 'hash', at]);
  for (const [town, failures, at] of [
    [0, 1, ago(1, 1)],
    [home, 2, ago(1, 1)],
    [home, 3, ago(1)],
  ] as const)
    await app.deps.pool.query('insert into login_attempt values ($1, $2, $3, $4)', [
      ...[town, Buffer.from(`${failures}`), failures, at],
    ]);
  await tidy(app.deps);
  expect(await kept()).toEqual([`${home} 3`, 'new']);
});
