import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { connectionOf } from './connection.ts';
import type { EngineTables } from './schema.ts';

/**
 * A pool fit for the engine: 12 connections (8 to 16 were best, more is no better), pipelined, with timeouts so that a
 * lost lock or a forgotten transaction holds up nobody for long. `onError` hears of idle connections that broke.
 */
export function openPool(
  connectionString: string,
  config: PoolConfig = {},
  onError: (error: Error) => void = () => {},
): Pool {
  const pool = new Pool({
    connectionString,
    max: 12,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'onedoor',
    lock_timeout: 10_000,
    statement_timeout: 60_000,
    // Of the client: a line that swallows everything lets no answer through, not even that of the statement's own limit.
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
    ...config,
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

const opened = new WeakMap<object, { count: number }>();

/**
 * How many connections this database has opened so far. Another number than before may mean another server: one that was
 * promoted need not have every commit. Undefined for a database that is not of `openDatabase`.
 */
export const connectionsOpened = (database: object): number | undefined => opened.get(database)?.count;

/** A kysely database over a pg pool whose hot statements are named. `Tables` may add those of the domain. */
export function openDatabase<Tables = EngineTables>(pool: Pool): Kysely<Tables> {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  const connections = { count: 0 };
  const connect = async () => {
    const client = await pool.connect();
    let known = clients.get(client);
    if (!known) {
      // A connection that breaks while it is ours fails its queries; without a listener it would end the process too.
      client.on('error', () => {});
      known = connectionOf(client);
      clients.set(client, known);
      connections.count++;
    }
    return known;
  };
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }),
  });
  opened.set(database, connections);
  return database;
}
