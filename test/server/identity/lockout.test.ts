import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { home, password } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

const logIn = async (login: string, secret: string, remoteAddress = '10.1.1.1') =>
  (await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: secret }, remoteAddress }))
    .status;

test('of fifty wrong passwords at once no more than five are looked at', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => logIn('huangli', `wrong ${at}`)));
  const count = (status: number) => answers.filter((answer) => answer === status).length;
  expect([count(401), count(429)]).toEqual([5, 45]);
});

test('then the right one does not help, from this address, for a quarter of an hour', async () => {
  expect(await logIn('huangli', password)).toBe(429);
  expect(await logIn('huangli', password, '10.1.1.2')).toBe(200);
  app.clock.advance('PT14M');
  expect(await logIn('huangli', password)).toBe(429);
  app.clock.advance('PT1M');
  expect(await logIn('huangli', password)).toBe(200);
});

test('an account that does not exist locks alike', async () => {
  const answers: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) answers.push(await logIn('nobody-here', 'wrong'));
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
});

test('a right password begins the count anew', async () => {
  for (const secret of ['a', 'b', 'c', 'd', password, 'e', 'f', 'g', 'h'])
    await logIn('chenguodong', secret, '10.1.1.3');
  expect(await logIn('chenguodong', password, '10.1.1.3')).toBe(200);
});

test('the log has the failures and the lock, of known accounts only', async () => {
  const rows = await app.deps.database
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'ok'])
    .where('town_id', '=', home)
    .where('actor_name', '=', '黄丽')
    .orderBy('seq')
    .execute();
  expect(rows.map(({ action, ok }) => `${action} ${ok}`)).toEqual([
    ...Array.from({ length: 6 }, () => expect.stringMatching(/^session\.(login-failed|locked) false$/)),
    ...['session.login true', 'session.login true'],
  ]);
  expect(rows.filter(({ action }) => action === 'session.locked')).toHaveLength(1);
});
