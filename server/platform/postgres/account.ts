import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Under whose rights PostgreSQL runs. It refuses to run as root, so root hands it to an account without rights. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** True when this process is root and must hand files and processes over. */
  readonly asRoot: boolean;
}

/**
 * Chooses the account for the cluster in `folder`. An existing cluster keeps its owner, so that root may start a
 * cluster which an ordinary user made. A new one goes to `postgres`, else to `nobody`: initdb wants a name in /etc/passwd.
 */
export function accountFor(folder: string): Account {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  if (uid !== 0) return { uid, gid, asRoot: false };
  if (existsSync(folder)) {
    const owner = statSync(folder);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, asRoot: true };
  }
  const passwd = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = passwd.find(([user]) => user === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]), asRoot: true };
  }
  throw new Error('Expected an account “postgres” or “nobody” in /etc/passwd to run PostgreSQL as root but found none');
}

/** Gives a whole folder to the account (only root needs to). */
export function handOver(account: Account, folder: string): void {
  if (!account.asRoot) return;
  chownSync(folder, account.uid, account.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
}

/** Whether the account may enter every folder above `path`, and read `path` itself (enter it, when it is a folder). */
export function reachable(account: Account, path: string): boolean {
  if (!existsSync(path)) return false;
  const target = statSync(path);
  if (!allows(account, path, target.isDirectory() ? 0o5 : 0o4)) return false;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (!allows(account, folder, 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** `wanted` is one octal digit of rights: 4 read, 2 write, 1 execute or enter. */
function allows(account: Account, path: string, wanted: number): boolean {
  const { uid, gid, mode } = statSync(path);
  const digit = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
  return (digit & wanted) === wanted;
}
