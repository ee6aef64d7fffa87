import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import type { Assignment, Campaign, FromWorker, Tally } from './campaign.ts';

/**
 * What is promised for one input is a second and 256 MB. CPU time is counted, so that a busy machine fails nothing, and
 * twice the second is allowed: a core shared by two threads of a processor gives each about half, and code that runs for
 * the first time is compiled on the way.
 */
export const LIMITS = { cpu: 2_000, memory: 256 } as const;

/** The seed of this run: another one by `FUZZ_SEED`. A fixed one lets a change, not chance, turn the run red. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);

/** How often the watchdog looks, and after how much time without any sign of life it gives up, in milliseconds. */
const LOOK = 500;
const SILENCE = 60_000;
/** Megabytes of the promised memory for what is short-lived. */
const YOUNG = 32;
/** Characters of an input that a report shows. */
const SHOWN = 4_000;

/**
 * Runs a campaign in a thread that has no more than the promised memory. The watchdog ends the thread when an input takes
 * longer than promised and tells which one it was: `npm test` fails with the seed, the number and the input itself.
 */
export async function run(
  campaign: URL,
  runs: number,
  limits: { cpu: number; memory: number } = LIMITS,
): Promise<Tally> {
  const at = new Int32Array(new SharedArrayBuffer(8));
  const assignment: Assignment = { campaign: campaign.href, seed: SEED, runs, cpu: limits.cpu, at };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: assignment,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.memory - YOUNG, maxYoungGenerationSizeMb: YOUNG },
  });
  const stop = watch(worker, at, limits.cpu);
  let stumbled = '';
  worker.on('message', (message: FromWorker) => {
    if ('stumbled' in message) stumbled = `${message.stumbled}\n`;
  });
  try {
    return await Promise.race([answerOf(worker), stop.hung]);
  } catch (error) {
    const number = at[1] || at[0]!;
    const input = number === 0 ? '' : await inputOf(campaign, number);
    const { message } = error as Error;
    throw new Error(`${stumbled}${message}\ninput ${number} with FUZZ_SEED=${SEED}:\n${input}`, { cause: error });
  } finally {
    stop.watching();
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<Tally> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('tally' in message) resolve(message.tally);
      else if ('failed' in message) reject(new Error(message.failed));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Expected the thread to answer but it ended with ${code}`)));
  });
}

/** Rejects when the thread stays at one input for longer than it may. */
function watch(worker: Worker, at: Int32Array, cpu: number) {
  let [number, since, begun] = [0, 0, Date.now()];
  let fail: (error: Error) => void = () => {};
  const hung = new Promise<never>((_, reject) => {
    fail = reject;
  });
  hung.catch(() => {});
  const look = async (): Promise<void> => {
    const silent = Date.now() - begun > SILENCE;
    if (silent) fail(new Error(`Expected an answer but there was none for ${SILENCE} ms`));
    const { user, system } = await worker.cpuUsage();
    const used = (user + system) / 1000;
    const now = Atomics.load(at, 0);
    if (now !== number) [number, since, begun] = [now, used, Date.now()];
    else if (number > 0 && used - since > cpu)
      fail(new Error(`Expected an answer within ${cpu} ms of CPU but the input still runs`));
  };
  const timer = setInterval(() => look().catch(() => {}), LOOK);
  return { hung, watching: () => clearInterval(timer) };
}

/** The input of this number: the same seed gives the same inputs. */
async function inputOf(campaign: URL, number: number): Promise<string> {
  const { default: one } = (await import(campaign.href)) as { readonly default: Campaign<unknown> };
  const input = fc.sample(one.inputs, { seed: SEED, numRuns: number }).at(-1);
  return fc.stringify(input).slice(0, SHOWN);
}
