import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { type Account, handOver, reachable } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The one role of the embedded cluster. Whoever may open the socket is this role; the folder's mode is the lock. */
export const superuser = 'onedoor';

/** Character types of Chinese come from the C library (pg_trgm asks it); which name they bear depends on the system. */
const characterTypes = process.platform === 'win32' ? ['en-US'] : ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8'];

/**
 * Makes a cluster in `folder` unless there is one, and refuses one of another major version.
 * Text sorts by code point (builtin C.UTF-8): the same on every system, and never changed by an update of the system.
 */
export function ensureCluster(account: Account, binaries: Binaries, folder: string): void {
  const versionFile = join(folder, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    const ours = binaries.version.split('.')[0];
    if (found !== ours) {
      throw new StartError(
        `数据目录 ${folder} 由 PostgreSQL ${found} 建立，本程序自带 PostgreSQL ${ours}，请先迁移数据`,
      );
    }
    return;
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new StartError(`数据目录 ${folder} 里有别的文件，不是数据库，请换一个空目录`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  handOver(account, folder);
  initialise(account, binaries, folder);
}

function initialise(account: Account, binaries: Binaries, folder: string): void {
  const failures: string[] = [];
  for (const type of characterTypes) {
    const run = inFolder(account, folder, (path, extra) => {
      const options = ['-D', path, '-U', superuser, '-E', 'UTF8', '--lc-collate=C', `--lc-ctype=${type}`];
      options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...authentication(folder));
      const stdio = ['ignore', 'pipe', 'pipe', ...extra] as const;
      return spawnSync(binaries.initdb, options, { ...asAccount(account), stdio: [...stdio], encoding: 'utf8' });
    });
    if (run.status === 0) return;
    failures.push(`${type}: ${run.error?.message ?? run.stderr.trim().split('\n').at(-1)}`);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  throw new Error(`Expected initdb to make a cluster in ${folder} but it failed: ${failures.join('; ')}`);
}

/** Windows has no unix socket that node can open, so there a password guards the port. */
function authentication(folder: string): string[] {
  if (process.platform !== 'win32') return ['-A', 'trust'];
  writeFileSync(passwordFile(folder), crypto.randomUUID(), { mode: 0o600 });
  return ['-A', 'scram-sha-256', `--pwfile=${passwordFile(folder)}`];
}

/** Where the password of a cluster on Windows is kept. */
export function passwordFile(folder: string): string {
  return `${folder}-password`;
}

/**
 * Runs `use` with a path by which the account reaches `folder`. Below a folder that is closed to the account (root's
 * home), Linux gives such a path through an open directory handed to the child as its descriptor 3.
 */
export function inFolder<T>(account: Account, folder: string, use: (path: string, extra: number[]) => T): T {
  if (process.platform !== 'linux' || !account.asRoot || reachable(account, folder)) return use(folder, []);
  const descriptor = openSync(folder, 'r');
  try {
    return use('/proc/self/fd/3', [descriptor]);
  } finally {
    closeSync(descriptor);
  }
}

/** Spawn options: the account's rights, a folder that everybody may enter, and no variable of ours but the path. */
export function asAccount({ asRoot, uid, gid }: Account): {
  uid?: number;
  gid?: number;
  cwd: string;
  env: NodeJS.ProcessEnv;
} {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  const env = { PATH, SystemRoot, TMPDIR, LC_ALL: undefined, LC_MESSAGES: 'C', TZ: 'UTC' };
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return asRoot ? { uid, gid, cwd, env } : { cwd, env };
}
