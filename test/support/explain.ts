import type { RawBuilder } from 'kysely';
import type { Pool } from 'pg';
import { openDatabase } from '../../engine/index.ts';

/** A statement as it is sent. */
export interface Sent {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const nowhere = openDatabase(null as never);

/** Of raw SQL. A query of kysely's compiles by itself. */
export const sentOf = (statement: RawBuilder<unknown>): Sent => statement.compile(nowhere);

/** How PostgreSQL carries it out, without costs, which are of one machine and day. */
export async function explain(pool: Pool, { sql, parameters }: Sent): Promise<string> {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`, [...parameters]);
  return `${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`;
}

/** Statistics of every row instead of a sample, so that plans do not depend on chance. */
export async function analyseAll(pool: Pool, ...tables: readonly string[]): Promise<void> {
  for (const table of tables) await pool.query(`vacuum ${table}`);
  await pool.query('set default_statistics_target = 300; analyze; reset default_statistics_target');
}
