import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { type Account, accountFor, handOver } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { asAccount, ensureCluster, inFolder } from './cluster.ts';
import { alive, livePostmaster } from './postmaster.ts';
import { openTransport } from './transport.ts';

export interface PostgresOptions {
  /** The folder that holds `postgres/` (the cluster), `run/` (the socket) and `postgres.log`; made when missing. */
  readonly folder: string;
  /**
   * What to do when a server already works on this cluster: refuse, or stop it first. Only who holds the lock of the
   * data folder may stop it: then it is what a killed process of ours left behind.
   */
  readonly whenRunning?: 'refuse' | 'stop';
  /** Flush every commit to the disk; only throw-away clusters of tests say no. */
  readonly durable?: boolean;
  /** Further settings, such as `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running embedded PostgreSQL. */
export interface Postgres {
  /** URL of a database of this server, for `pg`. `postgres` always exists. */
  url(database: string): string;
  readonly pid: number;
  /** Settles when the server is gone, by `stop()` or by itself. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is flushed. */
  stop(): Promise<void>;
}

/** Values that citizens gave never reach PostgreSQL's log: terse messages, no statements. */
const always = {
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  max_connections: '64',
};

/** Starts the embedded PostgreSQL, making its cluster when there is none. Resolves when it takes connections. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const cluster = join(options.folder, 'postgres');
  const running = livePostmaster(cluster);
  if (running !== undefined) {
    if (options.whenRunning !== 'stop') throw new StartError(`数据目录 ${cluster} 正被进程 ${running} 的数据库使用`);
    await stopPostmaster(running);
  }
  const account = accountFor(cluster);
  const binaries = findBinaries(account, join(options.folder, 'cache'));
  ensureCluster(account, binaries, cluster);
  if (account.asRoot && statSync(cluster).uid !== account.uid) handOver(account, cluster); // Copied here by root.
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  const transport = await openTransport(account, join(options.folder, 'run'));
  const settings = { ...always, fsync: options.durable === false ? 'off' : 'on', ...options.settings };
  const extra = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = join(options.folder, 'postgres.log');
  const child = launch(account, binaries, cluster, [...transport.options, ...extra], log);
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => transport.dispose());
  await untilReady(child, cluster, log);
  return {
    url: transport.url,
    pid: child.pid ?? 0,
    exited,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) shutDown(child, binaries, cluster);
      await exited;
    },
  };
}

/** `detached` keeps Ctrl-C of the terminal away from the database: it stops after the last request, not with the first. */
function launch(account: Account, binaries: Binaries, cluster: string, settings: string[], log: string): ChildProcess {
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  try {
    return inFolder(account, cluster, (path, extra) =>
      spawn(binaries.postgres, ['-D', path, ...settings], {
        ...asAccount(account),
        stdio: ['ignore', output, output, ...extra],
        detached: process.platform !== 'win32',
        windowsHide: true,
      }),
    );
  } finally {
    closeSync(output);
  }
}

/** PostgreSQL writes “ready” into the eighth line of postmaster.pid; pg_ctl waits for it in the same way. */
async function untilReady(child: ChildProcess, cluster: string, log: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  let failed: Error | undefined;
  child.once('error', (error) => {
    failed = error;
  });
  for (;;) {
    await pause(10);
    if (failed || child.exitCode !== null || child.signalCode !== null) {
      const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').at(-1) : '';
      throw new Error(`Expected PostgreSQL to start in ${cluster} but it ended: ${failed?.message ?? last}`);
    }
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return;
  }
}

function shutDown(child: ChildProcess, binaries: Binaries, cluster: string): void {
  if (process.platform !== 'win32') {
    child.kill('SIGINT');
    return;
  }
  const control = join(dirname(binaries.postgres), 'pg_ctl.exe'); // Windows knows no signals but the hard end.
  spawnSync(control, ['stop', '-m', 'fast', '-W', '-D', cluster]);
}

async function stopPostmaster(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  for (let tries = 0; alive(pid); tries++) {
    if (tries === 400) process.kill(pid, 'SIGQUIT');
    await pause(25);
  }
}
