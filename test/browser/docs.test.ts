import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createHealth } from '../../server/platform/health.ts';
import { createHttp } from '../../server/platform/http/index.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { readSettings } from '../../server/platform/settings.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let app: FastifyInstance;
let address: string;
beforeAll(async () => {
  const logger = createLogger({ write: () => {} });
  app = (await createHttp({
    settings: readSettings({}, '/'),
    logger,
    health: createHealth(),
  })) as unknown as FastifyInstance;
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchChromium(inject('chromium'));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test('the description of the interface is a page that works under the content policy', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${address}/api/docs`);
  await page.getByText('/health/ready').click();
  await page.getByText('可以服务').waitFor();
  expect([await page.title(), complaints]).toEqual(['一扇门 接口', []]);
});
