import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Statement } from '../model/door.ts';
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

/** As kysely writes them; named, for they travel with others. */
export const begin = statement('transaction.begin', 'begin')();
export const commit = statement('transaction.commit', 'commit')();

/**
 * For this transaction: a statement is planned once a connection, and finds its rows by index. Left to itself PostgreSQL
 * plans those that take arrays anew each time, because it costs an array of unknown length too high (planning was a fifth
 * of the database's work), and reads a table from end to end as long as it is small, with a plan that is then kept.
 */
export const genericPlans = statement(
  'transaction.plans',
  `select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
     set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`,
)();

/** Stands for a list of statements, which are the parameters: only a connection of `openDatabase` knows it. */
export const inOneMessage = '-- several statements in one message';

/**
 * Sends several named statements in one message and waits for all. Throws the first failure; those behind it were not
 * carried out. With `commit` at the end the transaction is committed if none failed.
 */
export async function pipeline(
  trx: Pick<Database, 'executeQuery'>,
  queries: readonly Statement[],
): Promise<readonly { rows: unknown[]; count: number }[]> {
  if (queries.length === 0) return [];
  const { rows } = await trx.executeQuery(CompiledQuery.raw(inOneMessage, [...queries]));
  return (rows as { rows: unknown[]; rowCount: number | null }[]).map((one) => ({
    rows: one.rows,
    count: one.rowCount ?? 0,
  }));
}
