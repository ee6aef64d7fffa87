import { Rejected, reject } from '../model/rejection.ts';
import type { Step, Waits } from '../model/step.ts';
import { behaviour } from './behaviour.ts';
import { apply } from './commands/index.ts';
import { recordingWorld } from './replay.ts';
import { openRun, viewOf } from './run.ts';
import { seal } from './seal.ts';
import { Stop } from './stop.ts';
import { difference, waitsOf } from './waits.ts';
import { drain, type Failed } from './worklist.ts';

/**
 * The engine's one function: an instance, a command and a world give the next state, what happened, and what to write.
 * Pure and deterministic: nothing it was given is changed, and the same arguments give the same bytes.
 */
export const step: Step = (state, command, world) => {
  const before = viewOf(state);
  // What a failed attempt asked is part of the record: a replay has to fail the same way.
  const recording = recordingWorld(world);
  const parked = new Map<number, Failed['error']>();
  for (;;) {
    const run = openRun(state, before, recording.world, behaviour);
    try {
      apply(run, command, state !== undefined);
    } catch (error) {
      if (error instanceof Rejected) return reject(error.code, error.message, error.allowed);
      if (error instanceof Stop) return reject('budget', error.message);
      throw error;
    }
    const failed = drain(run, parked);
    if (failed) {
      parked.set(failed.at, failed.error);
      continue;
    }
    return {
      state: seal(run, before),
      events: run.events,
      effects: [
        ...difference(before, run),
        ...run.sends,
        ...(run.queue.length > 0 && !run.suspended ? [{ type: 'continue' } as const] : []),
      ],
      answers: recording.answers(),
    };
  }
};

/** The rows that a state implies: open tasks, jobs, timers, subscriptions and incidents. */
export const waits: Waits = (state, world) => waitsOf(viewOf(state), world);
