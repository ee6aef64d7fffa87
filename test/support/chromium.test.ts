import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'onedoor-chromium-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the named browser is taken, else one of the PATH', () => {
  const program = join(folder, 'chromium');
  writeFileSync(program, '');
  expect(() => findChromium({ CHROME_PATH: program })).toThrow(
    `Expected CHROME_PATH to name a browser but ${program} cannot be executed`,
  );
  chmodSync(program, 0o755);
  expect(findChromium({ CHROME_PATH: program, PATH: '/nowhere' })).toBe(program);
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
});

test('where there is none and none can be installed, one line says what to install', () => {
  expect(() => findChromium({ PATH: '/nowhere', ONEDOOR_NO_APT: '1' })).toThrow(
    /^Expected Chromium for the browser tests but found none: .*apt-get install chromium fonts-noto-cjk\)$/,
  );
});
