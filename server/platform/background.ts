/** Work that is done again and again beside the requests. */
export interface Background {
  start(): void;
  /** Waits for the round in flight and begins no other. */
  stop(): Promise<void>;
}

/** Runs `round` every `pause` milliseconds, never two at once; a round that fails is told and does not end the work. */
export function inBackground(
  round: () => Promise<unknown>,
  pause: number,
  failed: (error: unknown) => void,
): Background {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let stopped = false;
  const tick = () => {
    running = round()
      .catch(failed)
      .then(() => {
        if (!stopped) timer = setTimeout(tick, pause);
      });
  };
  return {
    start() {
      if (!timer && !stopped) timer = setTimeout(tick, 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
