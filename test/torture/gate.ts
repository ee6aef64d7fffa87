import type { Pool } from 'pg';

/** Holds back everybody who needs what it locks, so that a test decides who comes first. */
export interface Gate {
  /** Resolves when this many statements of the database wait for a lock; rejects when they do not within the patience. */
  waiting(count: number): Promise<void>;
  /** Lets them through, in the order in which they came. */
  open(): Promise<void>;
}

/** Asked again and again; whoever waits at the gate must be as patient (`lock_timeout` of its pool). */
export const patienceMs = 50_000;

/** Locks by a statement in a transaction of its own: `select … for update`, `lock table …`. */
export async function closeGate(pool: Pool, lock: string, parameters: readonly unknown[] = []): Promise<Gate> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query(lock, [...parameters]);
  return {
    waiting: async (count) => {
      const until = performance.now() + patienceMs;
      for (;;) {
        const { rows } = await pool.query<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and wait_event_type = 'Lock'`,
        );
        if (rows[0]!.count === count) return;
        if (performance.now() > until) {
          await client.query('rollback');
          client.release();
          throw new Error(`Expected ${count} statements to wait at the gate but found ${rows[0]!.count}`);
        }
      }
    },
    open: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}

/** The gate in front of one instance. */
export const gateOf = (pool: Pool, town: number, instance: string): Promise<Gate> =>
  closeGate(pool, 'select from instance where town_id = $1 and instance_id = $2 for update', [town, instance]);

/** Starts both, the first of them first, and lets them at it together; answers how each ended, in this order. */
export async function inOrder(
  gate: Gate,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<readonly [string, string]> {
  const one = first().then(won, lost);
  await gate.waiting(1);
  const two = second().then(won, lost);
  await gate.waiting(2);
  await gate.open();
  return [await one, await two];
}

const won = (value: unknown) => (value === undefined ? 'nobody' : 'won');
/** The code that the server answers: 404 not-found, 409 conflict … */
const lost = (error: Error & { code?: string }) => error.code ?? error.message;
