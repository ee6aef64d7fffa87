import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../engine/index.ts';
import { explainConnectError } from './database.ts';
import { lockFolder } from './lock.ts';
import { startPostgres } from './postgres/index.ts';
import { livePostmaster } from './postgres/postmaster.ts';
import { urlsOfRunning } from './postgres/transport.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';
import type { Teardown } from './teardown.ts';

/**
 * One connection to the database of an installation, from beside it: to the external server, to the embedded one that
 * the running program has, or to the embedded one started for the visit. What is opened is added to `teardown`.
 */
export async function visitDatabase(settings: Settings, teardown: Teardown): Promise<pg.Client> {
  if (settings.databaseUrl) return connect(settings.databaseUrl, teardown);
  const cluster = join(settings.data, 'postgres');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    throw new StartError(`数据目录 ${settings.data} 里没有数据库，请用 ONEDOOR_DATA 指明数据目录`);
  }
  if (livePostmaster(cluster) !== undefined) return connect(urlsOfRunning(cluster)('onedoor'), teardown);
  const lock = lockFolder(settings.data);
  teardown.add('lock', async () => lock.release(), lock.release);
  const postgres = await startPostgres({ folder: settings.data });
  teardown.add('postgres', postgres.stop, () => process.kill(postgres.pid, 'SIGQUIT'));
  return connect(postgres.url('onedoor'), teardown);
}

/** Connects; a server that does not answer is one line of Chinese. */
export async function connect(url: string, teardown: Teardown): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'onedoor-care',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // Whoever waits for a query is told.
  await client.connect().catch((error: Error) => {
    throw explainConnectError(error);
  });
  teardown.add('connection', () => client.end());
  return client;
}

/** The database as the domain's queries want it, over this one connection and whatever transaction it has open. */
export function databaseOver<Schema>(client: pg.ClientBase): Kysely<Schema> {
  // It stays its owner's: what kysely gives back is not released.
  const borrowed = { query: client.query.bind(client), on: () => {}, release: () => {} };
  return openDatabase<Schema>({ connect: async () => borrowed, end: async () => {} } as unknown as pg.Pool);
}
