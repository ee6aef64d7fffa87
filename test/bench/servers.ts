import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Engine } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { type Acknowledged, violations } from '../support/invariants.ts';
import { inPlace, middle, openRunner } from './place.ts';
import { measure, type Started, startInstances, throughEngine } from './workload.ts';

const ROUNDS = Number(process.env.ONEDOOR_BENCH_ROUNDS ?? 3);
const CALLERS = 64;
const INSTANCES = 800;

/** What a process is given to do. */
interface Order {
  readonly callers: number;
  readonly items: readonly Started[];
}

/**
 * Completions per second through one engine process, and through two on the same database with as many callers in all.
 * Afterwards every completion that was acknowledged must be there, and the invariants must hold.
 */
export const serverFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ engine, pool, url }) => {
    const children = [startChild(url), startChild(url)];
    const acknowledged: Acknowledged[] = [];
    /** Completions per second from the first order to the last answer. */
    const run = async (chosen: readonly ChildProcess[], instances: number): Promise<number> => {
      const items = await startInstances(engine, instances);
      const begin = performance.now();
      const answers = await Promise.all(
        chosen.map((child, at) =>
          carryOut(child, {
            callers: CALLERS / chosen.length,
            items: items.filter((_, index) => index % chosen.length === at),
          }),
        ),
      );
      const seconds = (performance.now() - begin) / 1000;
      acknowledged.push(...answers.flat());
      return answers.flat().length / seconds;
    };
    try {
      for (const child of children) await run([child], 200);
      await pool.query('vacuum analyze');
      const rounds: { readonly one: number; readonly two: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const first = round % 2 === 0 ? await run(children.slice(0, 1), INSTANCES) : await run(children, INSTANCES);
        const second = round % 2 === 0 ? await run(children, INSTANCES) : await run(children.slice(0, 1), INSTANCES);
        rounds.push(round % 2 === 0 ? { one: first, two: second } : { one: second, two: first });
      }
      await Promise.all(children.map(end));
      const found = await violations(engine, pool, acknowledged);
      if (found.length > 0) throw new Error(`Expected no violation but found ${found.length}: ${found.slice(0, 5)}`);
      const { one, two } = middle(rounds, (both) => both.two / both.one);
      const told = { figure: 'completions through several servers', callers: CALLERS };
      return [
        { ...told, servers: 1, perSecond: Math.round(one) },
        {
          ...{ ...told, servers: 2, perSecond: Math.round(two), ratio: Math.round((two / one) * 100) / 100 },
          ...{ acknowledged: acknowledged.length, violations: found.length },
        },
      ];
    } finally {
      for (const child of children) child.kill();
    }
  });

const startChild = (url: string): ChildProcess => fork(import.meta.filename, [url]);

async function carryOut(child: ChildProcess, order: Order): Promise<readonly Acknowledged[]> {
  const answered = once(child, 'message');
  child.send(order);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Expected the process to answer but it ended with ${code}`);
  });
  const [acknowledged] = await Promise.race([answered, ended]);
  ended.catch(() => {});
  return acknowledged as readonly Acknowledged[];
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}

/** In a process of its own: writes down what it is told, and answers it when all is done. */
function serve(url: string): void {
  const { engine, stop } = openRunner(url);
  process.on('message', async ({ callers, items }: Order) => {
    const acknowledged: Acknowledged[] = [];
    const execute: Engine<Trx>['execute'] = async (...call) => {
      const outcome = await engine.execute(...call);
      acknowledged.push({ instance: outcome.instance, rev: outcome.rev });
      return outcome;
    };
    await measure(callers, items, throughEngine({ ...engine, execute }));
    process.send?.(acknowledged);
  });
  process.once('disconnect', () => void stop());
}

const [, file, url] = process.argv;
if (file === import.meta.filename && url) serve(url);
