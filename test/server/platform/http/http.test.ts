import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CompileProblems, Refusal } from '../../../../engine/model/door.ts';
import { Rejected, reject } from '../../../../engine/model/rejection.ts';
import { createHealth, type Health } from '../../../../server/platform/health.ts';
import { createHttp } from '../../../../server/platform/http/index.ts';
import { createLogger } from '../../../../server/platform/logger.ts';
import { Problem } from '../../../../server/platform/problem.ts';
import { readSettings } from '../../../../server/platform/settings.ts';

const web = mkdtempSync(join(tmpdir(), 'onedoor-web-'));
const log: string[] = [];
let health: Health;
let app: FastifyInstance;

beforeAll(async () => {
  for (const page of ['inbox', 'designer', 'assets']) mkdirSync(join(web, page));
  writeFileSync(join(web, 'inbox/index.html'), '<title>办理</title>');
  writeFileSync(join(web, 'designer/index.html'), '<title>设计</title>');
  writeFileSync(join(web, 'assets/app-1a2b.js'), 'export {}');
  writeFileSync(join(web, '.stamp'), 'secret');
  health = createHealth();
  const logger = createLogger({ write: (line) => void log.push(line) });
  app = (await createHttp({ settings: readSettings({}, web), logger, health }, web)) as unknown as FastifyInstance;
  const Body = Type.Object(
    { story: Type.String({ minLength: 2 }), parties: Type.Array(Type.Object({ phone: Type.String() })) },
    { additionalProperties: false },
  );
  app.post('/api/cases', { schema: { body: Body, tags: ['cases'], summary: '登记' } }, async () => ({}));
  app.get<{ Params: { what: string } }>('/api/throw/:what', async (request) => {
    throw thrown[request.params.what];
  });
});
afterAll(async () => {
  await app.close();
  rmSync(web, { recursive: true });
});

const thrown: Record<string, Error> = {
  problem: new Problem(409, 'room-taken', '该时段调解室已被占用', { field: '/room', params: { room: 'r1' } }),
  refusal: new Refusal('signature-missing', '协议尚未签名', '/confirm'),
  stale: new Rejected(reject('conflict', 'Expected task 3 to be open but it is completed', ['cancel'])),
  compile: new CompileProblems([
    { severity: 'error', rule: 'assignment', file: 'procedure.bpmn', element: 'a', message: '没有指定谁来办' },
  ]),
  bug: new Error('李四 13800138000 could not be read'),
};

async function body(url: string): Promise<unknown> {
  const response = await app.inject(url);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  return response.json();
}

test('errors for people are problems', async () => {
  expect(await body('/api/throw/problem')).toEqual({
    type: 'urn:onedoor:problem:room-taken',
    title: '状态已变化',
    status: 409,
    code: 'room-taken',
    detail: '该时段调解室已被占用',
    field: '/room',
    params: { room: 'r1' },
  });
  expect(await body('/api/throw/refusal')).toMatchObject({ status: 422, code: 'signature-missing', field: '/confirm' });
  expect(await body('/api/throw/stale')).toMatchObject({
    status: 409,
    code: 'conflict',
    params: { allowed: ['cancel'] },
  });
  expect(await body('/api/throw/compile')).toMatchObject({
    status: 422,
    detail: '流程有 1 处问题，改正后才能发布',
    problems: [{ message: '没有指定谁来办' }],
  });
  expect(await body('/api/nowhere')).toMatchObject({ status: 404, code: 'not-found', detail: '没有找到您要的内容' });
});

test('a bug shows nothing but a number that is in the log', async () => {
  const { number, ...rest } = (await body('/api/throw/bug')) as { number: string };
  expect(rest).toEqual({
    type: 'urn:onedoor:problem:internal',
    title: '系统出错',
    status: 500,
    code: 'internal',
    detail: `系统出错，请稍后再试，错误编号 ${number}`,
  });
  const line = log.find((text) => text.includes(number))!;
  expect(JSON.parse(line)).toMatchObject({ level: 'error', route: '/api/throw/:what', err: { name: 'Error' } });
  expect(log.join('')).not.toMatch(/李四|13800138000|throw\/bug/);
});

test.each([
  [
    { story: '吵', parties: [] },
    { field: '/story', detail: '不应少于 2 个字符' },
  ],
  [{ parties: [] }, { field: '/story', detail: '此项必填' }],
  [
    { story: '漏水', parties: [{}] },
    { field: '/parties/0/phone', detail: '此项必填' },
  ],
])('what is wrong in %o is told at its field, in Chinese', async (payload, expected) => {
  const response = await app.inject({ method: 'POST', url: '/api/cases', payload });
  expect(response.json()).toMatchObject({ status: 400, code: 'invalid', ...expected });
});

test('fields that nobody declared are refused', async () => {
  const payload = { story: '漏水', parties: [], role: 'admin' };
  expect((await app.inject({ method: 'POST', url: '/api/cases', payload })).statusCode).toBe(400);
});

test('health: alive always, ready when the checks pass', async () => {
  health.check('database', () => {});
  expect((await app.inject('/health/live')).json()).toEqual({ live: true });
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
  health.check('database', () => Promise.reject(new Error('gone')));
  const response = await app.inject('/health/ready');
  expect([response.statusCode, response.json()]).toEqual([503, { ready: false, checks: { database: false } }]);
});

test('the interface describes itself, as JSON and as a page', async () => {
  const { paths } = (await app.inject('/api/openapi.json')).json();
  expect(paths['/api/cases'].post.summary).toBe('登记');
  const page = await app.inject('/api/docs');
  expect([page.statusCode, page.body.includes('<h1>一扇门 接口</h1>')]).toEqual([200, true]);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';/);
});

test('the web apps are served, with their own addresses; assets are cached for good', async () => {
  const get = async (url: string, accept = 'text/html') => {
    const { statusCode, body, headers } = await app.inject({ url, headers: { accept } });
    return [statusCode, body, headers['cache-control']];
  };
  expect(await get('/')).toEqual([200, '<title>办理</title>', 'no-cache']);
  expect(await get('/cases/1?tab=2')).toEqual([200, '<title>办理</title>', 'no-cache']);
  expect(await get('/designer/')).toEqual([200, '<title>设计</title>', 'no-cache']);
  expect(await get('/designer/procedures/x')).toEqual([200, '<title>设计</title>', 'no-cache']);
  expect(await get('/assets/app-1a2b.js', '*/*')).toEqual([200, 'export {}', 'public, max-age=31536000, immutable']);
  for (const url of ['/assets/none.js', '/.stamp', '/api/none', '/assets/%2e%2e/.stamp', '/health/none']) {
    expect((await get(url))[0], url).toBe(404);
  }
});

test('no page may run an inline script, be framed by others, or tell where it came from', async () => {
  const { headers } = await app.inject({ url: '/', headers: { accept: 'text/html' } });
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  expect(headers['strict-transport-security']).toBeUndefined();
});
