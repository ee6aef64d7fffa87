import type { Writable } from 'node:stream';
import type { PostgresPoolClient } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import type { Statement } from '../model/door.ts';
import { begin, commit, genericPlans, inOneMessage, nameOf } from './statement.ts';
import { type Part, Together } from './together.ts';

/**
 * Statements whose answer tells nothing: they fail only when the connection or the transaction is lost, and then what
 * follows fails too. On a pipelined connection nobody waits for them, which spares a round trip each.
 */
const unawaited = new Set(['savepoint command', 'release savepoint command']);
const nothing = { command: 'SELECT', rowCount: 0, rows: [] } as unknown as QueryResult;

/** A connection of the pool as kysely uses it: hot statements are named, and what can travel together does. */
export function connectionOf(client: PoolClient): PostgresPoolClient {
  const { pipeline, connection } = client as PoolClient & {
    readonly pipeline?: boolean;
    readonly connection: { readonly stream: Writable; readonly parsedStatements: Readonly<Record<string, string>> };
  };
  let corked = false;
  /** What begins a transaction, held back until its first statement, to travel with it. */
  let opening: Part[] = [];
  let committed = false;

  /** Whatever is asked within one turn leaves in one system call: a write costs more than most statements. */
  const gather = () => {
    if (!pipeline || corked) return;
    corked = true;
    connection.stream.cork();
    process.nextTick(() => {
      corked = false;
      connection.stream.uncork();
    });
  };

  const opened = (): readonly Part[] => {
    const parts = opening;
    opening = [];
    return parts;
  };

  const together = async (queries: readonly Statement[]): Promise<QueryResult> => {
    const first = opened();
    const parts = [...first, ...queries.map(partOf)];
    gather();
    const known = pipeline && parts.every(({ name }) => connection.parsedStatements[name] !== undefined);
    const results = await (known ? inOne(client, parts) : oneByOne(client, parts, pipeline));
    committed = parts.some(({ text }) => text === commit.sql);
    return { ...nothing, rows: results.slice(first.length) };
  };

  const query = (text: string, values: unknown[]): Promise<QueryResult> => {
    const over = committed && text === commit.sql;
    committed = false;
    if (text === begin.sql || text === genericPlans.sql) {
      opening.push(partOf({ sql: text, parameters: [] }));
      return Promise.resolve(nothing);
    }
    if (text === inOneMessage) return together(values as Statement[]);
    const before = opened();
    const ends = text === commit.sql || text === 'rollback';
    // Ended with its last statements, or before it said anything.
    if (ends && (before.length > 0 || over)) return Promise.resolve(nothing);
    gather();
    for (const part of before) client.query(named(part)).catch(() => {});
    const name = nameOf(text);
    if (name !== undefined) return client.query({ name, text, values });
    if (!pipeline || !unawaited.has(text)) return client.query(text, values);
    client.query(text).catch(() => {});
    return Promise.resolve(nothing);
  };
  return { query, release: () => client.release() } as unknown as PostgresPoolClient;
}

function partOf({ sql, parameters }: Statement): Part {
  const name = nameOf(sql);
  if (name === undefined) throw new Error(`Expected a statement with a name but got “${sql.slice(0, 80)}”`);
  return { name, text: sql, values: parameters };
}

const named = ({ name, text, values }: Part) => ({ name, text, values: [...values] });

const inOne = (client: PoolClient, parts: readonly Part[]) =>
  new Promise<readonly QueryResult[]>((resolve, reject) => {
    client.query(new Together(parts, (error, results) => (error ? reject(error) : resolve(results))));
  });

/** The first time on a connection, which thereby learns them. Throws the first failure; those behind it followed from it. */
async function oneByOne(client: PoolClient, parts: readonly Part[], pipeline = false): Promise<readonly QueryResult[]> {
  const settled: PromiseSettledResult<QueryResult>[] = [];
  const ask = (part: Part) => client.query(named(part));
  if (pipeline) settled.push(...(await Promise.allSettled(parts.map(ask))));
  // A client of somebody else's takes one after the other.
  else for (const part of parts) settled.push(...(await Promise.allSettled([ask(part)])));
  return settled.map((one, index) => {
    if (one.status === 'rejected') throw Object.assign(one.reason, { statement: parts[index]!.name });
    return one.value;
  });
}
