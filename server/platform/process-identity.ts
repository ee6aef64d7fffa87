import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { alive } from './postgres/postmaster.ts';

/** Names one process for good: its id alone is used again by others, at the latest after a restart of the machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Id of this boot of the machine; empty where the system has none. */
  readonly boot: string;
  /** When the process started, in the system's own notation; empty when it cannot be told. */
  readonly started: string;
}

/** The identity of a process that exists now. */
export function identify(pid: number): ProcessIdentity {
  return { pid, boot: read('/proc/sys/kernel/random/boot_id'), started: startOf(pid) };
}

/** Whether exactly this process still runs. */
export function stillRuns(identity: ProcessIdentity): boolean {
  if (!alive(identity.pid)) return false;
  const now = identify(identity.pid);
  return now.boot === identity.boot && now.started === identity.started;
}

/** Field 22 of /proc/<pid>/stat counts from the boot; the name in field 2 may hold spaces and brackets. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }).trim();
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
