import { Worker } from 'node:worker_threads';
import type { WorkCalendar } from '../model/calendar.ts';
import { type FromWorker, type Question, SLIP, slipOf, type Trial, type TrialResult } from './protocol.ts';

export type { Trial, TrialResult } from './protocol.ts';

export interface TrialLimits {
  /**
   * Milliseconds of the processor for one trial, so that a busy machine is not taken for a long sum; ten times as many by
   * the clock. The start of the thread does not count.
   */
  readonly time: number;
  /** Megabytes of the thread's heap. */
  readonly memory: number;
}

/** Tries expressions and decisions on behalf of the designer, one after another, without danger to the process. */
export interface TrialEvaluator {
  /** Never rejects. Days are counted by this calendar. */
  evaluate(trial: Trial, calendar: WorkCalendar): Promise<TrialResult>;
  /** Stops the thread. */
  close(): Promise<void>;
}

/** As `docs/feel.md` says. */
export const TRIAL_LIMITS: TrialLimits = { time: 500, memory: 64 };

/** Milliseconds that a thread may take to start. */
const LONGEST_START = 30_000;
/** Milliseconds between two looks at how much of the processor a trial has used. */
const LOOK = 50;
/** Trials that may wait for the thread. */
const MOST_WAITING = 50;
const SAYINGS = {
  time: '算了太久，已经停下。请减少循环或数据。',
  memory: '用的内存太多，已经停下。请减少循环或数据。',
  busy: '试算的人太多，请稍后再试。',
  failed: '试算没有完成，请再试一次。',
} as const;

const stopped = (why: keyof typeof SAYINGS, detail?: string): TrialResult => ({
  ok: false,
  why,
  problem: SAYINGS[why],
  ...(detail === undefined ? {} : { detail }),
});

/**
 * A thread for trials, started at the first one and again after one had to be stopped. What is tried passes the budgets
 * of the engine as well; time and memory are the second wall, for whatever they do not foresee.
 */
export function createTrialEvaluator(
  limits: TrialLimits = TRIAL_LIMITS,
  program: URL = new URL('./worker.ts', import.meta.url),
): TrialEvaluator {
  let thread: Thread | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const run = async (trial: Trial, calendar: WorkCalendar): Promise<TrialResult> => {
    thread ??= new Thread(program, limits);
    const result = await thread.run(trial, calendar);
    if (thread.dead) thread = undefined;
    return result;
  };
  return {
    async evaluate(trial, calendar) {
      if (waiting >= MOST_WAITING) return stopped('busy');
      waiting += 1;
      const result = last.then(() => run(trial, calendar));
      last = result;
      return result.finally(() => {
        waiting -= 1;
      });
    },
    async close() {
      await last;
      await thread?.stop();
      thread = undefined;
    },
  };
}

class Thread {
  dead = false;
  readonly #worker: Worker;
  readonly #slip;
  readonly #time: number;
  readonly #ready: Promise<void>;
  #started: () => void = () => undefined;
  #settle: ((result: TrialResult) => void) | undefined;
  #calendar: WorkCalendar | undefined;

  constructor(program: URL, { time, memory }: TrialLimits) {
    const shared = new SharedArrayBuffer(SLIP);
    this.#slip = slipOf(shared);
    this.#time = time;
    this.#worker = new Worker(program, {
      workerData: shared,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: Math.max(1, memory / 4) },
    });
    this.#ready = new Promise((resolve) => {
      this.#started = resolve;
    });
    this.#worker.on('message', (message: FromWorker) => {
      if (message === 'ready') this.#started();
      else if ('ask' in message) this.#answer(message);
      else this.#settle?.(message);
    });
    this.#worker.on('error', (error: Error & { code?: string }) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(memory ? stopped('memory') : stopped('failed', error.message.slice(0, 500)));
    });
    this.#worker.on('exit', () => this.#end(stopped('failed', 'the thread has ended')));
  }

  async run(trial: Trial, calendar: WorkCalendar): Promise<TrialResult> {
    this.#worker.ref();
    const start = setTimeout(() => this.#end(stopped('failed')), LONGEST_START);
    await this.#ready;
    clearTimeout(start);
    if (this.dead) return stopped('failed', 'the thread did not start');
    const settled = new Promise<TrialResult>((resolve) => {
      this.#settle = resolve;
    });
    this.#calendar = calendar;
    const unwatch = this.#watch();
    try {
      this.#worker.postMessage(trial);
      return await settled;
    } catch (error) {
      return stopped('failed', error instanceof Error ? error.message.slice(0, 500) : undefined);
    } finally {
      unwatch();
      this.#settle = undefined;
      // Between trials the thread keeps no process alive.
      this.#worker.unref();
    }
  }

  /** Ends what uses more time than it may; answers how to end the watching. */
  #watch(): () => void {
    let before: number | undefined;
    const look = async () => {
      const { user, system } = await this.#worker.cpuUsage();
      const used = (user + system) / 1000;
      before ??= used;
      if (used - before > this.#time && watching) this.#end(stopped('time'));
    };
    let watching = true;
    const looking = setInterval(() => look().catch(() => {}), LOOK);
    const longest = setTimeout(() => this.#end(stopped('time')), this.#time * 10);
    return () => {
      watching = false;
      clearInterval(looking);
      clearTimeout(longest);
    };
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(result: TrialResult): void {
    this.dead = true;
    this.#started();
    this.#settle?.(result);
    void this.stop();
  }

  #answer({ ask, given: [first, second] }: Question): void {
    const { flag, answer } = this.#slip;
    try {
      answer[0] = Number(this.#calendar?.[ask](first, second));
      Atomics.store(flag, 0, 1);
    } catch {
      Atomics.store(flag, 0, 2);
    }
    Atomics.notify(flag, 0);
  }
}
