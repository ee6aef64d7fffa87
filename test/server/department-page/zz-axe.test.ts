import { appendFileSync } from 'node:fs';
import { test } from 'vitest';
import { chromium } from 'playwright-core';
import { findChromium } from '../../support/chromium.ts';
import { buildTestApp } from '../../support/app.ts';
import { issueOrder, sendForm } from '../../support/orders.ts';
test('axe', async () => {
  const app = await buildTestApp();
  const issued = await issueOrder(app);
  const origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--headless=new', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, bypassCSP: true });
  const page = await context.newPage();
  const check = async (path: string) => {
    await page.goto(origin + path);
    await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' });
    const r = await page.evaluate(() => (globalThis as any).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
    appendFileSync('/tmp/axe-b.txt', `${path.slice(-12)} ${(r as any).passes.length} ${JSON.stringify((r as any).violations.map((v: any) => [v.id, v.nodes.map((n: any) => n.html.slice(0, 120))]))} ${await page.evaluate(() => document.documentElement.scrollWidth)}\n`);
  };
  await check(issued.path);
  for (const d of ['return', 'forward']) await check(`${issued.path}?do=${d}`);
  await sendForm(app, issued.path, 'sign', { name: '周文华', tail: '9023' });
  await check(issued.path);
  await check(`${issued.path}?do=extend`);
  await check('/o/nothing');
  await browser.close();
  await app.close();
}, 90_000);
