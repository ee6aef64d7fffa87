import type { Pool } from 'pg';
import { openDatabase } from './database.ts';
import { type MigrationModule, runMigrations } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { ensurePartitions } from './partitions.ts';

/** The engine's tables, as one of the modules that share a database. */
export const engineSchema: MigrationModule = { name: 'engine', migrations };

/**
 * Brings the engine's tables up to date, and the month partitions around `now`. Answers the names of the migrations it
 * applied. Throws `NewerDatabase` when the database is ahead of this code.
 */
export async function migrate(pool: Pool, now: Date = new Date()): Promise<readonly string[]> {
  const applied = await runMigrations(pool, engineSchema);
  await ensurePartitions(openDatabase(pool), now);
  return applied;
}
