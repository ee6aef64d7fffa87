import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
  client = await app.as('huangli');
});
afterAll(() => app.close());

const send = (headers: Record<string, string>, payload: unknown = { current: 'x', next: 'y' }) =>
  app.inject<{ code: string }>({ method: 'POST', url: '/api/session/password', headers, payload: payload as object });
const { cookie } = { cookie: () => ({ cookie: client.headers.cookie! }) };

describe('a mutation needs', () => {
  test('the token of its session', async () => {
    expect(await send(cookie())).toMatchObject({ status: 403, body: { code: 'csrf' } });
    expect(await send({ ...cookie(), 'x-csrf-token': 'x'.repeat(43) })).toMatchObject({
      status: 403,
      body: { code: 'csrf' },
    });
    const other = await app.as('liuzhiqiang');
    expect(await send({ ...cookie(), 'x-csrf-token': other.headers['x-csrf-token']! })).toMatchObject({
      status: 403,
      body: { code: 'csrf' },
    });
  });

  test.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'http://localhost:81'])(
    'a page of ours, not %s',
    async (origin) => {
      expect(await send({ ...client.headers, origin })).toMatchObject({
        status: 403,
        body: { code: 'foreign-origin' },
      });
    },
  );

  test.each(['http://localhost', 'http://localhost:80'])('and %s is ours', async (origin) => {
    expect(await send({ ...client.headers, origin })).toMatchObject({ status: 422, body: { code: 'wrong-password' } });
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 400],
  ])('JSON, not %s', async (type, status) => {
    expect((await send({ ...client.headers, 'content-type': type }, '{"current":"x","next":"y"}')).status).toBe(status);
  });
});

test('signing in from the page of another site is refused', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'hemin', password: 'x' },
    headers: { origin: 'https://evil.example' },
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
});

test.each([
  { current: 'x', next: 'y', role: 'admin' },
  { current: 'x', next: 'y', town_id: 1 },
  { current: 'x', next: 'y', __proto__x: 1 },
])('%j holds something unknown', async (body) => {
  expect(await send(client.headers, body)).toMatchObject({ status: 400, body: { code: 'invalid' } });
});

test('every answer has the security headers', async () => {
  const { headers } = await client.get('/api/session');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'SAMEORIGIN',
  });
  expect(headers['content-security-policy']).toMatch(/script-src 'self';/);
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe-inline/);
});
