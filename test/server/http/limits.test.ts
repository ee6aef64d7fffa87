import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { password } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
});
afterAll(() => app.close());

test('one address tries to sign in so often a minute', async () => {
  // The limit counts by the machine's clock: all of this happens within its minute.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 121; attempt++) {
    statuses.push(
      (await app.inject({ method: 'POST', url: '/api/session', payload: {}, remoteAddress: '10.9.9.9' })).status,
    );
  }
  expect([statuses.indexOf(429), statuses.at(-1)]).toEqual([120, 429]);
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: {}, remoteAddress: '10.9.9.9' });
  expect(answer.body).toMatchObject({ code: 'too-many-requests', detail: '操作过于频繁，请稍后再试' });
  expect(
    (await app.inject({ method: 'POST', url: '/api/session', payload: {}, remoteAddress: '10.9.9.8' })).status,
  ).toBe(400);
});

test('a body of more than a megabyte, and one that is nested to pollute, are refused', async () => {
  const desk = await app.as('desk');
  expect(
    (await desk.post('/api/intake/duplicates', { names: [], phones: [], story: 'x'.repeat(1024 * 1024) })).body,
  ).toMatchObject({ status: 413, code: 'too-large' });
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/intake/duplicates' },
    headers: { ...desk.headers, 'content-type': 'application/json' },
    payload: '{"names": [], "phones": [], "__proto__": {"roles": ["admin"]}}',
  });
  expect(answer.status).toBe(400);
});

test('behind https the cookie travels by https only', async () => {
  const secure = await buildApp({
    ...app.deps,
    settings: { ...app.deps.settings, publicUrl: 'https://onedoor.example' },
  });
  const answer = await secure.inject({ method: 'POST', url: '/api/session', payload: { login: 'hemin', password } });
  await secure.close();
  expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  expect(answer.headers['strict-transport-security']).toMatch(/max-age=31536000/);
});

test('a route without roles does not come to life', async () => {
  const { demandAccess } = await import('../../../server/identity/guard.ts');
  const { default: Fastify } = await import('fastify');
  const bare = Fastify();
  demandAccess(bare);
  expect(() => bare.get('/api/open', async () => 'everything')).toThrow(
    'Expected route GET /api/open to declare its roles or to be public but it does neither',
  );
});
