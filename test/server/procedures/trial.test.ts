import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';

let app: TestApp;
let admin: Client;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
  admin = await app.as('admin');
});
afterAll(() => app.close());

const tried = async (formula: string, variables: Record<string, unknown> = {}) =>
  (await admin.post('/api/procedures/trial', { formula, variables })).body;

test('a formula is tried with the facts that are given, at this moment and on the town’s calendar', async () => {
  expect(await tried('=level >= 3 and urgent', { level: 3, urgent: true })).toEqual({ ok: true, value: true });
  expect(await tried('count(opinions[item = true]) > 1', { opinions: [true, false, true] })).toEqual({
    ...{ ok: true, value: true },
  });
  // Monday 23 November 2026 at nine: two working days end with Wednesday.
  expect(await tried('=workdays(2)')).toMatchObject({ ok: true, value: expect.stringMatching(/^2026-11-2[56]/) });
});

test('what cannot be read or computed is said in Chinese, and nothing of it hurts the server', async () => {
  const unread = await tried('=level >=');
  expect(unread).toEqual({ ok: false, problem: expect.stringMatching(/[\u4e00-\u9fff]/) });
  const heavy = await tried('=for i in 1..1000, j in 1..1000, k in 1..1000 return i * j * k');
  expect(heavy).toEqual({ ok: false, problem: expect.stringMatching(/[\u4e00-\u9fff]/) });
  expect(await tried('=1 + 1')).toEqual({ ok: true, value: 2 });
});

test('an empty formula, too much of it, or anything beside is refused', async () => {
  const status = async (body: object) => (await admin.post('/api/procedures/trial', body)).status;
  expect(await status({ formula: '', variables: {} })).toBe(400);
  expect(await status({ formula: 'x'.repeat(5000), variables: {} })).toBe(400);
  expect(await status({ formula: '1', variables: {}, town: 2 })).toBe(400);
});
