import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import type { ParsedMail } from 'mailparser';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject, onTestFailed, vi } from 'vitest';
import { fireAlarms } from '../../server/alarms/fire.ts';
import type { Settings } from '../../server/platform/settings.ts';
import { workersOf } from '../../server/workers.ts';
import { buildTestApp, type TestApp } from './app.ts';
import { launchChromium } from './chromium.ts';
import { password, personOf } from './fixtures.ts';
import { startSmtp } from './smtp.ts';

const pictures = join(import.meta.dirname, '../browser/screenshots');

/** Not the page's fault: it asks whether somebody is logged in, and the test's clock cannot enter a letter. */
const ours = /401 .*\(\/api\/session\)$|^Blocked script execution in 'about:srcdoc'/;

/** How many times slower than this machine the pages' computer is: `ONEDOOR_SLOWER=6` finds what a story does not wait for. */
const slower = Number(process.env.ONEDOOR_SLOWER ?? 1);

export const desktop = { width: 1366, height: 768 };
export const phone = { width: 375, height: 812 };

/** A whole installation in front of a real browser: application on a real port with its workers, real mail server, test clock. */
export interface Stand {
  readonly test: TestApp;
  readonly address: string;
  /** What a browser complained about so far: errors of the console, of scripts, and breaches of the content policy. */
  readonly complaints: string[];
  /** A person at an own browser window, logged in at the login page. Called inside a test: when it fails the window is kept as a picture. */
  visit(who: string, size?: { width: number; height: number }): Promise<Page>;
  /** A window of nobody: no account. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The next mail that arrives for this address, or one that came already and was not taken. */
  mail(address: string): Promise<ParsedMail>;
  /** Moves the clock of server and browsers, then runs what became due. */
  moveTo(iso: string): Promise<void>;
  /** Keeps what the window shows for whoever wants to look. */
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openStand({
  settings = {},
  ...options
}: {
  now?: string;
  /** Where it differs from the settings of a stand. */
  settings?: Partial<Settings>;
} = {}): Promise<Stand> {
  mkdirSync(pictures, { recursive: true });
  const smtp = await startSmtp();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const test = await buildTestApp({
    ...options,
    settings: { publicUrl: address, port, smtpUrl: smtp.url, ...settings },
  });
  await test.app.listen({ host: '127.0.0.1', port });
  const workers = workersOf(test.deps);
  workers.start();
  const browser = await launchChromium(inject('chromium'));
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const taken = new Set<ParsedMail>();

  const open = async (more: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: address, viewport: desktop },
      // On a busy machine a dialog can stand still before it grows: a click would meet what lies behind it.
      reducedMotion: 'reduce',
      ...more,
    });
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    // Pages tell time by the browser's clock: it must be the server's.
    if (more.javaScriptEnabled !== false) await context.clock.install({ time: test.clock.now() });
    context.on('console', (message) => {
      const said = `${message.text()} (${new URL(message.location().url, address).pathname})`;
      if (message.type() === 'error' && !ours.test(said)) complaints.push(said);
    });
    context.on('weberror', (error) => complaints.push(String(error.error().stack ?? error.error())));
    const page = await context.newPage();
    if (slower > 1 && more.javaScriptEnabled !== false)
      await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
    const name = `failed-${basename(expect.getState().testPath ?? '', '.test.ts')}-${contexts.length}`;
    onTestFailed(async () => void (page.isClosed() || (await picture(page, name))));
    return page;
  };
  return {
    ...{ test, address, complaints, open },
    async visit(who, viewport = desktop) {
      const page = await open({
        viewport,
        ...(viewport.width < 640 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
      });
      await page.goto('/');
      await page.getByLabel('账号').fill(personOf(who).login);
      await page.getByLabel('密码', { exact: false }).first().fill(password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('navigation', { name: '主菜单' }).waitFor();
      return page;
    },
    async mail(to) {
      const mail = await vi.waitFor(
        () => {
          const found = smtp.received.find((one) => one.to.includes(to) && !taken.has(one.mail))?.mail;
          if (!found)
            throw new Error(
              `Expected a mail to ${to} but the server has ${smtp.received.map((one) => one.to.join()).join('; ') || 'none'}`,
            );
          return found;
        },
        { timeout: 60_000 },
      );
      taken.add(mail);
      return mail;
    },
    async moveTo(iso) {
      test.clock.set(iso);
      for (const context of contexts.filter((one) => one.pages().length > 0))
        await context.clock.setFixedTime(new Date(iso));
      await test.drain();
      await fireAlarms(test.deps);
      await test.drain();
    },
    picture,
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await workers.stop();
      await test.close();
      await smtp.close();
    },
  };
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: join(pictures, `${name}-${page.viewportSize()?.width ?? 0}.png`),
    animations: 'disabled',
  });
}

/** Known before the application listens, and below those that systems hand out: nobody gets it in between by chance. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 10_000); ; port++) {
    const server = createServer();
    const free = await new Promise<boolean>((settle) =>
      server.once('error', () => settle(false)).listen(port, '127.0.0.1', () => settle(true)),
    );
    if (!free) continue;
    await new Promise<void>((closed) => server.close(() => closed()));
    return port;
  }
}
