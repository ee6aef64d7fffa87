import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type Migration, type MigrationModule, migrate, runMigrations } from '../../engine/index.ts';

const folder = join(import.meta.dirname, 'migrations');

/** The server's own migrations in the order of their file names; the position is the version, so new files go to the end. */
export const migrations: readonly Migration[] = readdirSync(folder)
  .filter((file) => /^\d{4}_.+\.sql$/.test(file))
  .sort()
  .map((file, index) => ({
    version: index + 1,
    name: file.slice(0, -4),
    sql: readFileSync(join(folder, file), 'utf8'),
  }));

/** The server's tables, as one of the modules that share a database. */
export const serverSchema: MigrationModule = { name: 'server', migrations };

/**
 * Brings the database to the newest schema of the engine and of the server; answers the names of what was applied.
 * Throws `NewerDatabase` when it was migrated by newer code.
 */
export async function migrateAll(pool: Pool): Promise<readonly string[]> {
  const engine = await migrate(pool);
  const server = await runMigrations(pool, serverSchema);
  return [...(engine ?? []), ...server];
}
