import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyInstance } from './copies.ts';
import { inPlace, openRunner } from './place.ts';
import { type Started, startInstances, throughEngine } from './workload.ts';

const MANY = Number(process.env.ONEDOOR_BENCH_WAITING ?? 100_000);
/** What a new process tells: milliseconds to the first completion, and bytes of heap in use after it. */
interface Ready {
  readonly ms: number;
  readonly heap: number;
}

/**
 * A new process on few and on 100,000 waiting instances: how long from its first line until it has done a command with
 * its workers running, and how much heap it holds. `--scale` only.
 */
export const waitingFigures = (): Promise<readonly object[]> =>
  inPlace(async ({ engine, pool, url }) => {
    const [pattern, first, second] = await startInstances(engine, 3);
    const few = await inNewProcess(url, first!);
    await copyInstance(pool, pattern!.instance, MANY, ['instance', 'task', 'history']);
    const many = await inNewProcess(url, second!);
    const megabytes = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;
    return [
      { figure: 'ready again with waiting instances', waiting: 3, milliseconds: few.ms, heapMB: megabytes(few.heap) },
      {
        ...{ figure: 'ready again with waiting instances', waiting: MANY },
        ...{
          milliseconds: many.ms,
          heapMB: megabytes(many.heap),
          ratio: Math.round((many.heap / few.heap) * 100) / 100,
        },
      },
    ];
  });

async function inNewProcess(url: string, started: Started): Promise<Ready> {
  const child = fork(import.meta.filename, [url, JSON.stringify(started)], { execArgv: ['--expose-gc'] });
  const exited = once(child, 'exit');
  const [ready] = (await Promise.race([once(child, 'message'), exited])) as [Ready | number];
  await exited;
  if (typeof ready !== 'object') throw new Error(`Expected the new process to be ready but it ended with ${ready}`);
  return ready;
}

/** In the new process. */
async function beReady(url: string, started: Started): Promise<void> {
  const { engine, stop } = openRunner(url);
  engine.startWorkers();
  await throughEngine(engine)(started, (action) => action());
  const ms = Math.round(performance.now());
  globalThis.gc?.();
  process.send?.({ ms, heap: process.memoryUsage().heapUsed } satisfies Ready);
  await stop();
  process.disconnect();
}

const [, file, url, started] = process.argv;
if (file === import.meta.filename && url && started) await beReady(url, JSON.parse(started) as Started);
