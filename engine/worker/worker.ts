import type { Accepted } from '../model/door.ts';
import { bulkPass } from './bulks.ts';
import type { Pass, WorkerContext } from './context.ts';
import { deliveryPass } from './deliveries.ts';
import { type Actions, jobPass } from './jobs.ts';
import { createLoop } from './loop.ts';
import { messagePass } from './messages.ts';
import { startTimerPass } from './start-timers.ts';
import { timerPass } from './timers.ts';
import { upkeep } from './upkeep.ts';

export interface Worker {
  start(): void;
  /** Carries out everything that is due by the clock, in the town or in all; answers how many. */
  drain(town?: number): Promise<number>;
  /** Told of what a batch has committed: wakes the loop when there is something to do. */
  committed(town: number, accepted: readonly Accepted[]): void;
  /** There is something to do that no batch told of. */
  wake(): void;
  stop(): Promise<void>;
  /** Resolves when no delivery runs that a commit started. */
  settled(): Promise<void>;
}

const roundsMost = 10_000;

export function createWorker(context: WorkerContext, actions: Actions): Worker {
  const { queue } = context;
  const deliveries = deliveryPass(context);
  const messages = messagePass(context);
  const starts = startTimerPass(context);
  const timers = timerPass(context);
  const jobs = jobPass(context, actions);
  const bulks = bulkPass(context);
  const maintain = upkeep(context);

  // Work that a budget stopped goes first: until it is done its instance takes nothing else.
  const passes = [deliveries, messages, timers, starts, jobs, bulks];
  const round: Pass = async (town) => {
    let done = 0;
    for (const pass of passes) done += await pass(town);
    return done;
  };
  const loop = createLoop(async () => {
    await maintain();
    return round();
  }, context.logger);
  let started = false;
  let stopped = false;
  const kicked = new Set<Promise<unknown>>();

  /** Thrown and kept messages arrive, and stopped work goes on, also where no workers run. */
  const kick = (pass: Pass, town: number) => {
    const delivering = pass(town)
      .catch((error: unknown) => context.logger.warn({ town, err: error }, 'delivery pass failed'))
      .finally(() => kicked.delete(delivering));
    kicked.add(delivering);
  };
  const settled = async () => {
    while (kicked.size > 0) await Promise.all(kicked);
  };

  return {
    start: () => {
      started = true;
      loop.start();
    },
    drain: async (town) => {
      let total = 0;
      for (let rounds = 0; rounds < roundsMost; rounds++) {
        await queue.idle();
        await settled();
        const done = await round(town);
        if (done === 0 && kicked.size === 0) return total;
        total += done;
      }
      throw new Error(`Expected the work that is due to end but it still goes on after ${roundsMost} rounds`);
    },
    committed: (town, accepted) => {
      if (stopped) return;
      const effects = accepted.flatMap((one) => one.outcome.effects);
      const delivers = effects.some(({ type }) => type === 'message' || type === 'signal' || type === 'continue');
      const works = effects.some(
        (one) => one.type === 'opened' && (one.wait.kind === 'job' || one.wait.kind === 'timer'),
      );
      // Who is resumed takes again the messages that were kept for it.
      const awaits =
        accepted.some(({ command }) => command.type === 'resume') ||
        effects.some(
          (one) => one.type === 'opened' && one.wait.kind === 'subscription' && one.wait.event === 'message',
        );
      if (started && (delivers || works || awaits)) loop.wake();
      if (!started && delivers) kick(deliveries, town);
      if (!started && awaits) kick(messages, town);
    },
    wake: loop.wake,
    stop: async () => {
      stopped = true;
      await loop.stop();
    },
    settled,
  };
}
