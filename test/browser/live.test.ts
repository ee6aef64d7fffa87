import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainage, register } from '../support/cases.ts';
import { openStand, type Stand } from '../support/stand.ts';
import { taskRow } from './desk.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

const place = (at: number) => `示范三村 ${at} 号`;
const title = (at: number) => `水沟堵塞之${at}`;
const report = async (at: number) =>
  register(await stand.test.as('hemin'), { ...drainage, title: title(at), place: place(at) });
const row = (page: Page, at: number) => taskRow(page, '征求意愿', title(at));
const list = (url: URL) => url.pathname === '/api/tasks' && url.searchParams.get('view') === 'unclaimed';

test('what begins while the first list is still on its way appears by itself', async () => {
  const page = await stand.visit('liuzhiqiang');
  // The server has answered, with nothing; the answer is on its way while a case begins and is announced.
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let first = true;
  const asked = new Promise<void>((resolve) => {
    void page.route(list, async (route: Route) => {
      if (!first) return route.continue();
      first = false;
      const answer = await route.fetch();
      resolve();
      await arrived;
      await route.fulfill({ response: answer });
    });
  });
  await page.goto('/tasks?view=unclaimed');
  await asked;
  await report(1);
  arrive();
  await row(page, 1).waitFor();
  await page.context().close();
});

test('what happened while the stream was down is there when it stands again', async () => {
  const page = await stand.visit('huangli');
  await page.goto('/tasks?view=unclaimed');
  await row(page, 1).waitFor();
  stand.test.app.server.closeAllConnections();
  await report(2);
  // Nothing under the cursor moves: the list says that there is more.
  await page.getByRole('button', { name: /条更新/ }).click();
  await row(page, 2).waitFor();
  await page.context().close();
});

test('a session that has ended asks for the password once and does not knock again', async () => {
  const page = await stand.visit('liuzhiqiang');
  const refused: string[] = [];
  page.on('response', (answer) => answer.status() === 401 && refused.push(new URL(answer.url()).pathname));
  await stand.test.deps.database.deleteFrom('session').execute();
  stand.test.app.server.closeAllConnections();
  await page.getByRole('dialog').getByLabel('密码').waitFor();
  await page.clock.runFor(60_000);
  // Whoever hears of it first asks for the password; the stream knocks once at most, and nothing else again and again.
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((path) => path === '/api/live').length).toBeLessThan(2);
  expect(Math.max(...refused.map((path) => refused.filter((other) => other === path).length))).toBeLessThan(3);
  expect(await page.getByRole('dialog').getByLabel('密码').count()).toBe(1);
  await page.context().close();
});
