import type { Logger } from './context.ts';

const shortest = 25;
/** Milliseconds until a worker without work looks again, at most: what a dead node held is free by then. */
export const longestRestMs = 1_000;

export interface Loop {
  start(): void;
  /** There may be something to do: look now. */
  wake(): void;
  /** Finishes the pass that runs. */
  stop(): Promise<void>;
}

/**
 * Passes again and again: at once while there is work, then ever more seldom, up to once a second. Nothing is held in
 * between, neither a connection nor a lock.
 */
export function createLoop(pass: () => Promise<number>, logger: Logger): Loop {
  let running: Promise<void> | undefined;
  let stopped = false;
  let woken = false;
  let rouse = () => {};

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    for (let idle = shortest; !stopped; ) {
      woken = false;
      const done = await pass().catch((error: unknown) => {
        logger.warn({ err: error }, 'worker pass failed');
        return 0;
      });
      idle = done > 0 || woken ? shortest : Math.min(idle * 2, longestRestMs);
      if (done === 0 && !woken && !stopped) await rest(idle);
    }
  };

  return {
    start: () => {
      if (!stopped) running ??= run();
    },
    wake: () => {
      woken = true;
      rouse();
    },
    stop: async () => {
      stopped = true;
      rouse();
      await running;
    },
  };
}
