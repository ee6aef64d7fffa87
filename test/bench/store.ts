import { byHand, record } from './by-hand.ts';
import { byHandInBatches } from './by-hand-batched.ts';
import { inPlace, middle } from './place.ts';
import { type Figure, measure, startInstances, throughEngine } from './workload.ts';

const ROUNDS = Number(process.env.ONEDOOR_BENCH_ROUNDS ?? 3);
/** Instances of five completions each. */
const PLAN = [
  { callers: 1, instances: 100 },
  { callers: 16, instances: 400 },
  { callers: 64, instances: 800 },
  { callers: 512, instances: 3200 },
];

interface Round {
  readonly engine: Figure;
  readonly single: Figure;
  readonly batched: Figure;
}

/**
 * Completions per second through the engine, and beside it in the same run the same rows by hand-written SQL: one
 * transaction each, and in batches of 200. Of the rounds the one with the middle ratio counts; p99 is of that round.
 */
export const storeFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ engine, pool, hand }) => {
    const [pattern] = await startInstances(engine, 1);
    const recorded = await record(engine, pool, pattern!);
    const ways = {
      single: byHand(hand, recorded),
      batched: byHandInBatches(hand, recorded),
      engine: throughEngine(engine),
    };
    for (const way of Object.values(ways)) await measure(16, await startInstances(engine, 300), way);
    await pool.query('vacuum analyze');
    const figures: object[] = [];
    for (const { callers, instances } of PLAN) {
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const taken: Partial<Record<keyof Round, Figure>> = {};
        // Each round begins with another, so that none is always the one after a vacuum or a checkpoint.
        for (const name of turned(Object.keys(ways) as (keyof Round)[], round))
          taken[name] = await measure(callers, await startInstances(engine, instances), ways[name]);
        rounds.push(taken as Round);
      }
      figures.push(...told(callers, rounds));
    }
    return figures;
  });

function told(callers: number, rounds: readonly Round[]): readonly object[] {
  const ratio = (round: Round) => round.engine.perSecond / round.single.perSecond;
  const { engine, single, batched } = middle(rounds, ratio);
  const toBatched = middle(
    rounds.map((round) => round.engine.perSecond / round.batched.perSecond),
    (one) => one,
  );
  const p99 = middle(
    rounds.map((round) => round.engine.p99 / round.single.p99),
    (one) => one,
  );
  return [
    { figure: 'completions by hand, one transaction each', callers, ...single },
    { figure: 'completions by hand, in batches of 200', callers, ...batched },
    {
      ...{ figure: 'completions through the engine', callers, ...engine },
      ratio: hundredths(engine.perSecond / single.perSecond),
      ratioToBatched: hundredths(toBatched),
      p99Ratio: hundredths(p99),
    },
  ];
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

const turned = <T>(all: readonly T[], by: number): readonly T[] => {
  const from = by % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
};
