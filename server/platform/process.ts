import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { destination } from 'pino';
import { NewerDatabase, openDatabase } from '../../engine/index.ts';
import { systemClock } from './clock.ts';
import { openDatabaseOf } from './database.ts';
import type { Base } from './deps.ts';
import { demandDurable, describeRisk, durabilityRisks } from './durability.ts';
import { createHealth } from './health.ts';
import { lockFolder, refuseWhenLocked } from './lock.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, observePool, observeProcess } from './metrics.ts';
import { describeListenError, refuseUsedPort } from './port.ts';
import { openSecrets } from './secrets.ts';
import { readSettings, type Settings } from './settings.ts';
import { type Stop, stopOnSignals } from './signals.ts';
import { StartError } from './start-error.ts';
import { Teardown } from './teardown.ts';
import { startTracing } from './tracing.ts';

/** What the domain hands to the process. */
export interface Application {
  readonly http: FastifyInstance;
  /** Lines for the person at the terminal, such as the demo accounts (zh-CN). */
  readonly notes: readonly string[];
  /** Begins background work; called when the address is open. */
  start(): void;
  /** Finishes the background work that is in flight and takes no more. */
  stop(): Promise<void>;
}

/** Builds the application on what the process opened: migrates, deploys, seeds. */
export type Assemble = (base: Base) => Promise<Application>;

/** How long the parts of the process may take to stop, in milliseconds. */
interface Patience {
  /** Requests that are in flight (or streams that nobody ended) keep the address open for so long. */
  readonly requests: number;
  /** Everything together: then the process ends as it is. */
  readonly whole: number;
}
const usual: Patience = { requests: 2500, whole: 4500 };

/**
 * The life of the process: settings → lock → database → application → address; and back in the opposite order on
 * SIGINT or SIGTERM, within 5 seconds unless `patience` says otherwise. What prevents the start is one line of Chinese and exit code 1.
 */
export async function runProcess(assemble: Assemble, patience = usual): Promise<void> {
  const teardown = new Teardown();
  let logger: Logger | undefined;
  const report = (error: unknown) => logger?.fatal({ err: error }, 'process failed');
  const stop = stopOnSignals(teardown, console.log, report, patience.whole);
  try {
    const settings = readSettings(process.env, process.cwd());
    refuseWhenLocked(settings.data);
    await refuseUsedPort(settings.host, settings.port);
    const lock = lockFolder(settings.data);
    teardown.add('lock', async () => lock.release(), lock.release);
    logger = openLog(settings, teardown);
    const flushSpans = await startTracing(process.env);
    if (flushSpans) teardown.add('tracing', flushSpans);
    const base = await open(settings, logger, teardown, stop);
    const { http, notes, ...background } = await assemble(base);
    teardown.add('background', background.stop);
    teardown.add('http', () => closeHttp(http, patience.requests));
    const address = await listen(http, settings);
    background.start();
    base.health.check('workers', () => {});
    for (const line of [`一扇门已启动：${address}`, ...notes, '按 Ctrl-C 停止']) console.log(line);
  } catch (error) {
    if (!teardown.begun) console.error(explain(error));
    if (!(error instanceof StartError)) report(error);
    await stop(1);
  }
}

function openLog(settings: Settings, teardown: Teardown): Logger {
  const file = join(settings.data, 'onedoor.log');
  if (existsSync(file) && statSync(file).size > 50_000_000) renameSync(file, `${file}.1`);
  const stream = destination({ dest: file, append: true, sync: true, mode: 0o600 });
  teardown.add('log', async () => stream.end());
  return createLogger(stream);
}

/** Database, secrets and checks of a locked data folder. */
async function open(settings: Settings, logger: Logger, teardown: Teardown, stop: Stop): Promise<Base> {
  const secrets = openSecrets(settings.secret, settings.data);
  const { pool, postgres } = await openDatabaseOf(settings);
  if (postgres) {
    teardown.add('postgres', postgres.stop, () => process.kill(postgres.pid, 'SIGQUIT'));
    void postgres.exited.then(() => {
      if (teardown.begun) return;
      logger.fatal({ reason: 'postgres-ended' }, 'database ended');
      console.error('数据库意外停止，程序即将退出，请查看数据目录中的 postgres.log');
      void stop(1);
    });
  }
  const database = openDatabase<never>(pool);
  teardown.add('database', () => database.destroy());
  const health = createHealth();
  health.check('database', () => pool.query('select 1'));
  await tellRisks(pool, settings, logger);
  if (!settings.acceptDataLoss) health.check('durability', () => demandDurable(pool));
  health.check('workers', () => {
    throw new Error('Expected the workers to run but they have not started');
  });
  const metrics = createMetrics();
  observePool(metrics, pool);
  observeProcess(metrics);
  return { settings, pool, database, clock: systemClock, logger, secrets, health, metrics };
}

/** Settings of the database that lose what was acknowledged: said at once, and the process does not count as ready. */
async function tellRisks(pool: Pool, settings: Settings, logger: Logger): Promise<void> {
  for (const risk of await durabilityRisks(pool)) {
    logger.warn(
      { reason: risk, outcome: settings.acceptDataLoss ? 'accepted' : 'not-ready' },
      'database is not durable',
    );
    console.warn(describeRisk(risk));
  }
}

async function listen(http: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    throw describeListenError(error as NodeJS.ErrnoException, host, port);
  }
}

/**
 * Takes no new request, waits for those in flight, and after a while cuts what is still open. A connection that its
 * client keeps for later is closed as soon as its last answer is out.
 */
async function closeHttp(http: FastifyInstance, limit: number): Promise<void> {
  const idle = setInterval(() => http.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => http.server.closeAllConnections(), limit);
  await http.close();
  clearInterval(idle);
  clearTimeout(cut);
}

/** One line, never a stack trace: the log in the data folder has that. */
function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof NewerDatabase) return '数据库由更新的版本建立，请改用新版程序启动，数据没有改动';
  return `启动失败：${(error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300)}`;
}
