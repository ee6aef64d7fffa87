import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase, Pool, PoolClient } from 'pg';

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
    const missing = module.migrations.slice(await appliedTo(client, module));
    for (const migration of missing) await inTransaction(client, () => apply(client, module.name, migration));
    return missing.map((migration) => migration.name);
  });
}

/**
 * The same inside the transaction that the caller has open, and only up to version `upTo` (default: all): a restore
 * brings the tables to where the backup stood, fills them, and goes on from there; or leaves nothing at all.
 */
export async function migrateWithin(client: ClientBase, module: MigrationModule, upTo?: number): Promise<void> {
  const applied = await appliedTo(client, module);
  for (const migration of module.migrations.slice(applied, upTo)) await apply(client, module.name, migration);
}

/** How many migrations of the module the database has, each as this code knows it. */
async function appliedTo(client: ClientBase, module: MigrationModule): Promise<number> {
  await client.query(
    `create table if not exists migration (
       module text not null, version integer not null, name text not null, checksum text not null,
       applied_at timestamptz not null, primary key (module, version))`,
  );
  const { rows } = await client.query<AppliedMigration>(
    'select version, name, checksum from migration where module = $1 order by version',
    [module.name],
  );
  checkApplied(module, rows);
  return rows.length;
}

/** A row of the table `migration`. */
export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/** Throws `NewerDatabase`, or an error when one of these is not what this code has under its number. */
export function checkApplied(module: MigrationModule, applied: readonly AppliedMigration[]): void {
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > module.migrations.length) throw new NewerDatabase(module.name, module.migrations.length, newest);
  applied.forEach((row, index) => {
    const known = module.migrations[index];
    if (known?.version === row.version && checksum(known) === row.checksum) return;
    throw new Error(`Expected migration ${module.name}/${row.name} as it was applied but its text differs`);
  });
}

async function apply(client: ClientBase, module: string, migration: Migration): Promise<void> {
  // Of a cluster that was spread by town: one node after the other. To a plain PostgreSQL it is a name without meaning.
  await client.query("set local citus.multi_shard_modify_mode = 'sequential'");
  await client.query(migration.sql);
  await client.query(
    'insert into migration (module, version, name, checksum, applied_at) values ($1, $2, $3, $4, now())',
    [module, migration.version, migration.name, checksum(migration)],
  );
}

async function inTransaction(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    // A failing ROLLBACK on a broken connection must not hide what broke it.
    await client.query('rollback').catch(() => {});
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
