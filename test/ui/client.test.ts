import { afterEach, expect, test, vi } from 'vitest';
import { address, api, call, session } from '../../ui/api/client.ts';
import { ApiProblem, Offline, wordsFor } from '../../ui/api/problem.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: unknown) => {
  const fetch = vi.fn(
    async (_path: string, _init: RequestInit) => new Response(status === 204 ? null : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

test('a mutation carries the CSRF token and its idempotency key, a query neither', async () => {
  session.csrf = 'token';
  const fetch = answering(200, { id: 'x' });
  await api.post('/api/cases', { a: 1 }, 'key-1');
  await api.get('/api/cases');
  expect(fetch.mock.calls.map(([path, { method, headers, body }]) => ({ path, method, headers, body }))).toEqual([
    {
      path: '/api/cases',
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': 'token',
        'idempotency-key': 'key-1',
      },
      body: '{"a":1}',
    },
    { path: '/api/cases', method: 'GET', headers: { accept: 'application/json' }, body: null },
  ]);
});

const keyOf = ([, { headers }]: readonly [string, RequestInit]) =>
  (headers as Record<string, string>)['idempotency-key'];

test('every act has a key of its own, and keeps it while no answer came', async () => {
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('broken line')));
  await api.put('/api/tasks/1/draft', { data: 1 }).catch(() => {});
  const broken = vi.mocked(fetch).mock.calls as unknown as [string, RequestInit][];
  const failing = answering(500, {});
  await api.put('/api/tasks/1/draft', { data: 1 }).catch(() => {});
  const answered = answering(204, null);
  for (const data of [1, 1, 2]) await api.put('/api/tasks/1/draft', { data });
  const [lost, failed, [first, second, other]] = [
    keyOf(broken[0]!),
    keyOf(failing.mock.calls[0]!),
    answered.mock.calls.map(keyOf),
  ];
  expect([failed, first]).toEqual([lost, lost]);
  expect(new Set([lost, second, other]).size).toBe(3);
  expect(lost).toMatch(/^[\da-f]{32}$/);
});

test('the same files chosen again are the same act', async () => {
  const form = () => {
    const data = new FormData();
    data.append('file', new File(['x'], 'a.png', { lastModified: 1 }));
    return data;
  };
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('broken line')));
  for (let count = 0; count < 2; count++) await api.post('/api/cases/1/attachments', form()).catch(() => {});
  const [one, two] = (vi.mocked(fetch).mock.calls as unknown as [string, RequestInit][]).map(keyOf);
  expect(one).toBe(two);
});

test('a form is sent as the browser encodes it', async () => {
  const fetch = answering(200, {});
  await api.post('/api/cases/1/attachments', new FormData());
  expect(fetch.mock.calls[0]![1].headers).not.toHaveProperty('content-type');
});

test('no content is undefined', async () => {
  answering(204, null);
  expect(await api.post('/api/notices/1/read')).toBeUndefined();
});

test('a problem keeps its words, code, number and fields', async () => {
  answering(422, { code: 'room-taken', detail: '调解室 1 已被预约', field: '/appointment/room' });
  const problem = await api.post('/api/x').catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  const { status, code, message, fields, number } = problem as ApiProblem;
  expect({ status, code, message, fields: [...fields], number }).toEqual({
    status: 422,
    code: 'room-taken',
    message: '调解室 1 已被预约',
    fields: [['/appointment/room', '调解室 1 已被预约']],
    number: null,
  });
});

test('an answer that is no problem at all still has words', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway</html>', { status: 502 }));
  const problem = await api.get('/api/x').catch((error: unknown) => error);
  expect(wordsFor(problem)).toBe('服务器暂时没有响应');
});

test('401 tells that the session ended, but not when signing in', async () => {
  const expired = vi.fn();
  session.expired = expired;
  answering(401, { detail: '请先登录' });
  await api.get('/api/tasks').catch(() => {});
  expect(expired).toHaveBeenCalledTimes(1);
  await call('POST', '/api/session', { body: {} }).catch(() => {});
  expect(expired).toHaveBeenCalledTimes(1);
});

test('no network is Offline', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(api.get('/api/x')).rejects.toBeInstanceOf(Offline);
});

test('empty values do not reach the address', () => {
  expect(address('/api/tasks', { view: 'mine', q: '', cursor: undefined, n: 0 })).toBe('/api/tasks?view=mine&n=0');
});
