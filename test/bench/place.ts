import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createEngine, openDatabase, openPool } from '../../engine/index.ts';
import type { Engine } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { migrateAll } from '../../server/db/migrate.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { startPostgres } from '../../server/platform/postgres/index.ts';
import { plainFacts } from '../support/facts.ts';
import { deployWorkload } from './workload.ts';

/** An engine on a database, with its own pool. */
export interface Runner {
  readonly engine: Engine<Trx>;
  readonly pool: pg.Pool;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own, durable, with the whole schema and the workload's procedure; gone when the work is done. */
export interface Place extends Runner {
  readonly url: string;
  /** For work by hand: as many connections as the best floor had. */
  readonly hand: pg.Pool;
}

export function openRunner(url: string): Runner {
  const pool = openPool(url);
  const engine = createEngine<Trx>({ database: openDatabase(pool), clock: systemClock, facts: async () => plainFacts });
  return {
    engine,
    pool,
    stop: async () => {
      await engine.stop();
      await pool.end();
    },
  };
}

export async function inPlace<T>(use: (place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-bench-'));
  const server = await startPostgres({ folder });
  const url = server.url('postgres');
  const runner = openRunner(url);
  const hand = new pg.Pool({ connectionString: url, max: 16 });
  hand.on('error', () => {});
  try {
    await migrateAll(runner.pool);
    await deployWorkload(runner.engine);
    return await use({ ...runner, url, hand });
  } finally {
    await runner.stop();
    await hand.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one in the middle by `by`. */
export function middle<T>(all: readonly T[], by: (one: T) => number): T {
  return [...all].sort((a, b) => by(a) - by(b))[Math.floor(all.length / 2)]!;
}
