import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { EngineTables } from './schema.ts';

export type Database = Kysely<EngineTables>;
export type Trx = Transaction<EngineTables>;

const names = new Map<string, string>();

/**
 * A static SQL statement that PostgreSQL parses and plans once a connection (named statements give +31 %; kysely's
 * own dialect names none). Answers a function that binds the parameters.
 */
export function statement<Row = unknown>(name: string, text: string): (...parameters: unknown[]) => CompiledQuery<Row> {
  names.set(text, name);
  return (...parameters) => CompiledQuery.raw(text, parameters) as CompiledQuery<Row>;
}

/** Name and text of every statement made so far, for the checks of what statements must have. */
export const allStatements = (): readonly (readonly [name: string, text: string])[] =>
  [...names].map(([text, name]) => [name, text]);

/** The name of a text that `statement` made known, for the driver. */
export const nameOf = (text: string): string | undefined => names.get(text);

/**
 * For this transaction: a statement is planned once a connection. Left to itself PostgreSQL plans those that take arrays
 * anew each time, because it costs an array of unknown length too high; planning was a fifth of the database's work.
 */
export const genericPlans = CompiledQuery.raw('set local plan_cache_mode = force_generic_plan');

/**
 * Sends several statements over the connection without waiting in between (pipelined when the pool was opened with
 * `openPool`) and waits for all. Throws the first failure; those behind it failed only because the transaction was
 * already lost.
 */
export async function pipeline(
  trx: Database,
  queries: readonly CompiledQuery[],
): Promise<readonly { rows: unknown[]; count: number }[]> {
  if (queries.length === 0) return [];
  return trx.getExecutor().provideConnection(async (connection) => {
    const settled = await Promise.allSettled(queries.map((query) => connection.executeQuery(query)));
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return { rows: one.value.rows, count: Number(one.value.numAffectedRows ?? one.value.rows.length) };
    });
  });
}
