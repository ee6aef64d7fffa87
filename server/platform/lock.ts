import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, type ProcessIdentity, stillRuns } from './process-identity.ts';
import { StartError } from './start-error.ts';

/** The hold on a data folder: one live process at a time. */
export interface Lock {
  release(): void;
}

const nameOf = (data: string) => join(data, 'onedoor.lock');

/** Throws a `StartError` when a live process holds the folder. Touches nothing. */
export function refuseWhenLocked(data: string): void {
  const holder = readHolder(nameOf(data));
  if (holder && stillRuns(holder)) {
    throw new StartError(
      `数据目录 ${data} 正被另一个进程（进程号 ${holder.pid}）使用，请先停止它，或用 ONEDOOR_DATA 换一个目录`,
    );
  }
}

/** Takes the folder, making it when missing. The lock of a process that died is taken over. */
export function lockFolder(data: string): Lock {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const name = nameOf(data);
  if (!createWhole(name)) takeOver(data, name);
  return {
    release: () => {
      if (readHolder(name)?.pid === process.pid) rmSync(name, { force: true });
    },
  };
}

/**
 * Two processes may find the same dead lock at the same moment. Only who holds the guard may remove a lock, and looks
 * again while holding it: so nobody removes the lock that the quicker one has just made.
 */
function takeOver(data: string, name: string): void {
  const guard = `${name}.takeover`;
  if (!createWhole(guard)) {
    const holder = readHolder(guard);
    if (holder && !stillRuns(holder)) throw new StartError(`上次接管数据目录时中断，请删除文件 ${guard} 后再启动`);
    throw new StartError(`数据目录 ${data} 正被另一个进程接管，请稍后再试`);
  }
  try {
    refuseWhenLocked(data);
    rmSync(name, { force: true });
    if (!createWhole(name)) throw new StartError(`数据目录 ${data} 刚被另一个进程占用，请稍后再试`);
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Creates the file with its whole content at once or, when it is there already, not at all. */
function createWhole(name: string): boolean {
  const draft = `${name}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(name: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(name, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
