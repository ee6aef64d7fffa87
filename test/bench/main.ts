import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createEngine, migrate, openDatabase, openPool } from '../../engine/index.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { startPostgres } from '../../server/platform/postgres/index.ts';
import { plainFacts } from '../support/facts.ts';
import { byHand, record } from './by-hand.ts';
import { compileFigures, stepFigures } from './pure.ts';
import { soundnessFigures } from './soundness.ts';
import { deployWorkload, type Figure, measure, startInstances, throughEngine } from './workload.ts';

/**
 * `npm run bench`: completions per second through the engine, and beside it in the same run hand-written SQL that writes
 * the same rows one transaction each. Only the ratio travels from machine to machine. One JSON line a figure.
 */
const rounds = Number(process.env.ONEDOOR_BENCH_ROUNDS ?? 3);
/** Instances of five completions each. */
const plan = [
  { callers: 1, instances: 100 },
  { callers: 16, instances: 400 },
  { callers: 64, instances: 800 },
  { callers: 512, instances: 3200 },
];

/** What needs no database comes first; `npm run bench -- --only step` runs one group (step, compile, soundness, store). */
const groups = { step: stepFigures, compile: compileFigures, soundness: soundnessFigures };
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
for (const [name, figures] of Object.entries(groups))
  if (only === undefined || only === name) for (const one of await figures()) console.log(JSON.stringify(one));
if (only !== undefined && only !== 'store') process.exit(Object.hasOwn(groups, only) ? 0 : 1);

const folder = mkdtempSync(join(tmpdir(), 'onedoor-bench-'));
const server = await startPostgres({ folder });
const handPool = new pg.Pool({ connectionString: server.url('postgres'), max: 16 });
handPool.on('error', () => {});
const pool = openPool(server.url('postgres'));
const engine = createEngine<Trx>({ database: openDatabase(pool), clock: systemClock, facts: async () => plainFacts });
try {
  await migrate(pool);
  await deployWorkload(engine);
  const [pattern] = await startInstances(engine, 1);
  const hand = byHand(handPool, await record(engine, pool, pattern!));
  await measure(16, await startInstances(engine, 300), throughEngine(engine));
  await measure(16, await startInstances(engine, 300), hand);
  await pool.query('vacuum analyze');
  for (const { callers, instances } of plan) {
    const figures: { engine: Figure; hand: Figure }[] = [];
    for (let round = 0; round < rounds; round++) {
      const floor = await measure(callers, await startInstances(engine, instances), hand);
      const figure = await measure(callers, await startInstances(engine, instances), throughEngine(engine));
      figures.push({ engine: figure, hand: floor });
    }
    const ratio = ({ engine, hand }: (typeof figures)[number]) => engine.perSecond / hand.perSecond;
    const middle = figures.sort((a, b) => ratio(a) - ratio(b))[Math.floor(figures.length / 2)]!;
    console.log(JSON.stringify({ figure: 'completions by hand-written SQL', callers, ...middle.hand }));
    console.log(
      JSON.stringify({
        figure: 'completions through the engine',
        callers,
        ...middle.engine,
        ratio: Math.round(ratio(middle) * 100) / 100,
      }),
    );
  }
} finally {
  await engine.stop();
  await Promise.all([pool.end(), handPool.end()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
