import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const wanted =
  'Expected Chromium for the browser tests but found none: set CHROME_PATH or install it with a Chinese font';
const remedy = `${wanted} (Debian: apt-get install chromium fonts-noto-cjk)`;

/**
 * The browser of the tests: `CHROME_PATH`, else one of the PATH, else (on Debian as root) one that is installed now.
 * Without one the tests fail with the line that says what to install; they are never skipped.
 */
export function findChromium(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const named = environment.CHROME_PATH;
  if (named) {
    if (executable(named)) return named;
    throw new Error(`Expected CHROME_PATH to name a browser but ${named} cannot be executed`);
  }
  return onPath(environment) ?? install(environment);
}

function onPath({ PATH = '' }: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = PATH.split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

function install(environment: Readonly<Record<string, string | undefined>>): string {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0 || environment.ONEDOOR_NO_APT)
    throw new Error(remedy);
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  const found = onPath(environment);
  if (!found) throw new Error(remedy);
  return found;
}

function apt(...parameters: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['-qq', ...parameters], { stdio: ['ignore', 2, 2], env });
  if (status !== 0) throw new Error(`${remedy}; apt-get ${parameters[0]} ended with ${status}`);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the browser: headless, without its own network traffic, in Chinese. The caller closes it. */
export async function launchChromium(executablePath = findChromium()): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--lang=zh-CN'];
  return chromium.launch({ executablePath, headless: true, args: [...asRoot, ...quiet] });
}
