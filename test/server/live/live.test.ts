import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../../../server/live/contract.ts';
import { createLive, liveOf } from '../../../server/live/hub.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

test('what changed is told to the pages of the town, after it is committed, by id only', async () => {
  const [here, there]: [LiveEvent[], LiveEvent[]] = [[], []];
  const stop = [
    liveOf(app.deps).subscribe(home, (event) => here.push(event)),
    liveOf(app.deps).subscribe(elsewhere, (event) => there.push(event)),
  ];
  const { id } = await register(await app.as('desk'), drainage);
  await app.drain();
  for (const end of stop) end();
  expect(here).toContainEqual({ topic: 'tasks' });
  expect(here).toContainEqual({ topic: 'case', id });
  expect(there).toEqual([]);
  expect(JSON.stringify(here)).not.toMatch(/赵|排水/);
});

test('a listener that has left hears nothing', () => {
  const live = createLive();
  const heard: LiveEvent[] = [];
  const leave = live.subscribe(home, (event) => heard.push(event));
  live.publish(home, { topic: 'mail' });
  leave();
  live.publish(home, { topic: 'mail' });
  expect(heard).toEqual([{ topic: 'mail' }]);
});

test('the stream is an event stream, for who is signed in', async () => {
  const address = await app.app.listen({ host: '127.0.0.1', port: 0 });
  expect((await fetch(`${address}/api/live`)).status).toBe(401);
  const { headers } = await app.as('mediator');
  const abort = new AbortController();
  const response = await fetch(`${address}/api/live`, { headers: { cookie: headers.cookie! }, signal: abort.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe('retry: 3000\n\n');
  liveOf(app.deps).publish(home, { topic: 'notice' });
  expect((await reader.read()).value).toBe('data: {"topic":"notice"}\n\n');
  abort.abort();
});
