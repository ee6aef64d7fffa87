import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { Assignment, Campaign, FromWorker } from './campaign.ts';

/** The thread of a campaign: gives the engine one input after another and counts the ways in which they end. */
const { campaign: file, seed, runs, cpu, at } = workerData as Assignment;

const used = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

async function run(): Promise<FromWorker> {
  const { default: campaign } = (await import(file)) as { readonly default: Campaign<unknown> };
  const ways: Record<string, number> = {};
  let slowest = { at: 0, cpu: 0 };
  const property = fc.asyncProperty(campaign.inputs, async (input) => {
    const number = Atomics.add(at, 0, 1) + 1;
    const before = used();
    try {
      const way = await campaign.check(input);
      const took = used() - before;
      if (took > slowest.cpu) slowest = { at: number, cpu: Math.round(took) };
      if (took > cpu) throw new Error(`Expected an answer within ${cpu} ms of CPU but it took ${Math.round(took)}`);
      ways[way] = (ways[way] ?? 0) + 1;
    } catch (error) {
      // From here on inputs are only made smaller: the watchdog counts no more, should one of them not end.
      if (at[1] === 0) parentPort?.postMessage({ stumbled: (error as Error).stack ?? String(error) });
      Atomics.compareExchange(at, 1, 0, number);
      throw error;
    }
  });
  const found = await fc.check(property, { seed, numRuns: runs });
  if (found.failed) return { failed: fc.defaultReportMessage(found) ?? 'Expected no failure but there is one' };
  return { tally: { ways, slowest } };
}

parentPort?.postMessage(await run());
