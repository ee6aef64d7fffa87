import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { createEngine, openDatabase } from '../../engine/index.ts';
import type { JobAction } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { testClock } from '../../server/platform/clock.ts';
import { plainFacts } from '../support/facts.ts';
import { inPlace, middle } from './place.ts';
import { town } from './workload.ts';

/** Jobs that succeed, a round; and those that fail at each of their three attempts: one attempt in twenty. */
const JOBS = 1_881;
const POISONED = 33;
const ROUNDS = 5;
const actor = { kind: 'user', id: 'u-bench' } as const;

/** Jobs done a second, and those that failed for good. */
interface Round {
  readonly perSecond: number;
  readonly incidents: number;
}

/**
 * Jobs whose action writes a row, done per second: alone, and with poisoned ones among them, whose action writes its row
 * and throws. All three attempts of those are in the time that is taken, and only what the others did is counted.
 */
export const poisonFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ pool }) => {
    const round = await worker(pool);
    await round(POISONED);
    await pool.query('vacuum analyze');
    const rounds: { readonly alone: Round; readonly beside: Round; readonly ratio: number }[] = [];
    for (let number = 0; number < ROUNDS; number++) {
      // Each goes first in turn, so that none is always the one after a vacuum or a checkpoint.
      const first = number % 2 === 0 ? await round(0) : undefined;
      const beside = await round(POISONED);
      const alone = first ?? (await round(0));
      rounds.push({ alone, beside, ratio: beside.perSecond / alone.perSecond });
    }
    const { alone, beside, ratio } = middle(rounds, (one) => one.ratio);
    return [
      { figure: 'jobs done', jobs: JOBS, ...alone },
      { figure: 'jobs done, one attempt in 20 poisoned', jobs: JOBS, ...beside, ratio: Math.round(ratio * 100) / 100 },
    ];
  });

/** A worker on the database; answers how to run a round with so many poisoned jobs. */
async function worker(pool: Pool): Promise<(poisoned: number) => Promise<Round>> {
  const clock = testClock('2026-11-23T09:00:00+08:00');
  await pool.query('create table effect (town_id integer, key text, primary key (town_id, key))');
  const issue: JobAction<Trx> = async ({ trx }, job) => {
    await sql`insert into effect values (${job.town}, ${job.key})`.execute(trx);
    if (job.input.to === 'poison') throw new Error('poisoned');
  };
  const engine = createEngine<Trx>({
    ...{ database: openDatabase(pool), clock, facts: async () => plainFacts },
    actions: { 'order.issue': issue },
  });
  const text = readFileSync(join(import.meta.dirname, '../engine/store/fixtures/order.bpmn'), 'utf8');
  await engine.deploy(town, [{ path: 'procedure.bpmn', text }], { by: actor, note: '' });
  const count = async (table: string) =>
    (await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count;

  return async (poisoned) => {
    const [effects, incidents] = [await count('effect'), await count('incident')];
    const every = (JOBS + poisoned) / poisoned;
    await Promise.all(
      Array.from({ length: JOBS + poisoned }, (_, index) => {
        const variables = { department: (index + 1) % every < 1 ? 'poison' : 'office' };
        return engine.start(town, { process: 'order', variables }, { actor });
      }),
    );
    const begin = performance.now();
    for (const wait of ['PT10S', 'PT20S', 'P1D']) {
      await engine.drain();
      clock.advance(wait);
    }
    const seconds = (performance.now() - begin) / 1000;
    const done = { effects: (await count('effect')) - effects, incidents: (await count('incident')) - incidents };
    if (done.effects !== JOBS || done.incidents !== poisoned)
      throw new Error(`Expected ${JOBS} effects and ${poisoned} incidents but got ${JSON.stringify(done)}`);
    return { perSecond: Math.round(JOBS / seconds), incidents: done.incidents };
  };
}
