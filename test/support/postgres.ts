import { createHash, randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { openPool } from '../../engine/store/database.ts';

const root = join(import.meta.dirname, '../..');

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool and drops the database. Throws when a connection leaked: one not released, or one not closed. */
  drop(): Promise<void>;
}

/**
 * A database of its own for one test file, copied in milliseconds from a template that holds the whole schema:
 *
 *     const db = await testDatabase();
 *     afterAll(() => db.drop());
 *
 * `prepare` makes the template; by default it is every migration of the product.
 */
export async function testDatabase(prepare: (pool: pg.Pool) => Promise<unknown> = migrateAll): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  if (!server)
    throw new Error('Expected a test in a folder of the “db” project of vitest.config.ts but it runs in another');
  const name = `onedoor_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server, async (admin) => {
    const template = await ensureTemplate(admin, server, prepare);
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = urlOf(server, name);
  const pool = openPool(url);
  let dropped: Promise<void> | undefined;
  const drop = async () => {
    const held = pool.totalCount - pool.idleCount;
    if (held === 0) await pool.end();
    const open = await asAdmin(server, async (admin) => {
      const open = held === 0 ? await openConnections(admin, name) : [];
      await admin.query(`drop database if exists ${name} with (force)`);
      return open;
    });
    if (held > 0) throw new Error(`Expected every client of the pool to be released but ${held} are not`);
    if (open.length > 0)
      throw new Error(`Expected every connection to be closed but these are open: ${open.join('; ')}`);
  };
  return {
    url,
    pool,
    drop: () => {
      dropped ??= drop();
      return dropped;
    },
  };
}

async function migrateAll(pool: pg.Pool): Promise<void> {
  const { migrateAll } = await import('../../server/db/migrate.ts');
  await migrateAll(pool);
}

/** Made once per schema and preparation; other files of the run wait for it at the advisory lock. */
async function ensureTemplate(admin: pg.Client, server: string, prepare: (pool: pg.Pool) => Promise<unknown>) {
  const template = `onedoor_template_${checksum(prepare)}`;
  const exists = async () => (await admin.query('select 1 from pg_database where datname = $1', [template])).rowCount;
  if (await exists()) return template;
  await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    if (await exists()) return template;
    const draft = `${template}_draft`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await admin.query(`create database ${draft}`);
    const pool = openPool(urlOf(server, draft));
    await prepare(pool).finally(() => pool.end());
    await openConnections(admin, draft);
    await admin.query(`alter database ${draft} rename to ${template}`);
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
  return template;
}

function checksum(prepare: (pool: pg.Pool) => Promise<unknown>): string {
  const hash = createHash('sha256').update(String(prepare));
  for (const file of globSync('{engine/store,server/db}/**/*.{ts,sql,json}', { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** What is still connected. A backend outlives its closed connection by some milliseconds, on a busy machine by seconds. */
async function openConnections(admin: pg.Client, database: string): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const { rows } = await admin.query<{ what: string }>(
      "select concat_ws(' ', pid, application_name, state, left(query, 80)) as what from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [database],
    );
    if (rows.length === 0 || tries === 3_000) return rows.map((row) => row.what);
    await pause(10);
  }
}

async function asAdmin<T>(server: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
}

/** The URL of another database of the same server. */
function urlOf(server: string, database: string): string {
  return server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}
