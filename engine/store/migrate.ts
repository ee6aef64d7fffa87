import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';

/** One forward-only step of a schema: `0001_engine.sql` has version 1. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** A schema that grows by migrations; several modules (engine, server) share one database under different names. */
export interface MigrationModule {
  readonly name: string;
  readonly migrations: readonly Migration[];
}

/** The database was migrated by newer code than this; nothing was touched. */
export class NewerDatabase extends Error {
  constructor(module: string, known: number, found: number) {
    super(`Expected schema “${module}” at version ${known} or older but the database is at version ${found}`);
    this.name = 'NewerDatabase';
  }
}

/** Reads `NNNN_name.sql` of a folder, in order, without gaps. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}_.+\.sql$/.test(file));
  return files.sort().map((file, index) => {
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) throw new Error(`Expected migration ${index + 1} in ${folder} but found ${file}`);
    return { version, name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') };
  });
}

/**
 * Applies what is missing, each migration in a transaction of its own, one process at a time (advisory lock).
 * Answers the names of those it applied. Throws `NewerDatabase`, or an error when an applied migration was edited.
 */
export async function runMigrations(pool: Pool, module: MigrationModule): Promise<readonly string[]> {
  return withLock(pool, async (client) => {
    await client.query(
      `create table if not exists migration (
         module text not null, version integer not null, name text not null, checksum text not null,
         applied_at timestamptz not null, primary key (module, version))`,
    );
    const { rows } = await client.query<{ version: number; name: string; checksum: string }>(
      'select version, name, checksum from migration where module = $1 order by version',
      [module.name],
    );
    check(module, rows);
    const missing = module.migrations.slice(rows.length);
    for (const migration of missing) await apply(client, module.name, migration);
    return missing.map((migration) => migration.name);
  });
}

function check(module: MigrationModule, applied: readonly { version: number; name: string; checksum: string }[]): void {
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > module.migrations.length) throw new NewerDatabase(module.name, module.migrations.length, newest);
  applied.forEach((row, index) => {
    const known = module.migrations[index];
    if (known?.version === row.version && checksum(known) === row.checksum) return;
    throw new Error(`Expected migration ${module.name}/${row.name} as it was applied but its text differs`);
  });
}

async function apply(client: PoolClient, module: string, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query(
      'insert into migration (module, version, name, checksum, applied_at) values ($1, $2, $3, $4, now())',
      [module, migration.version, migration.name, checksum(migration)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const checksum = (migration: Migration) =>
  createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex');

async function withLock<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("set lock_timeout = 0; select pg_advisory_lock(hashtext('onedoor/migrate'))");
    return await work(client);
  } finally {
    // The connection ends with the lock, whatever state the work left it in.
    client.release(true);
  }
}
