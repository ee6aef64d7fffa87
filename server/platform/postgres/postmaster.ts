import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The process that serves the cluster in `folder`, as its postmaster.pid says, or nothing when none is alive. */
export function livePostmaster(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 && alive(pid) && servesFrom(pid, folder) ? pid : undefined;
}

/** Port and socket folder (empty without one) of a server that runs, from lines 4 and 5 of its postmaster.pid. */
export function addressOf(folder: string): { readonly port: number; readonly socket: string } {
  const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  return { port: Number(lines[3]), socket: lines[4]?.trim() ?? '' };
}

/** Whether a process of this id exists, ours or another's. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A process id is reused after a restart of the machine. PostgreSQL works inside its data folder, which Linux shows;
 * where that cannot be seen, a live process of this id counts as the postmaster (as PostgreSQL itself does).
 */
function servesFrom(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' || process.platform !== 'linux';
  }
}
