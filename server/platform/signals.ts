import type { Teardown } from './teardown.ts';

/** Milliseconds from the signal to the end of the process, the database included. */
const usual = 4500;

/** npm hands on the signal that the terminal has already sent to the whole group: within this time it is the same one. */
const echo = 1000;

/** Ends the process with this exit code after closing everything. Only the first call counts. */
export type Stop = (code: number) => Promise<never>;

/**
 * SIGINT, SIGTERM or SIGHUP: finish what is in flight and end. A second signal, or the time limit: end at once.
 * An error that nobody caught is `report`ed and ends the process in the same orderly way.
 */
export function stopOnSignals(
  teardown: Teardown,
  say: (line: string) => void,
  report: (error: unknown) => void,
  limit = usual,
): Stop {
  const end = (code: number): never => {
    teardown.force();
    process.exit(code);
  };
  const stop: Stop = async (code) => {
    if (teardown.begun) return new Promise<never>(() => {});
    setTimeout(end, limit, 1);
    const errors = await teardown.run();
    for (const error of errors) report(error);
    process.exit(errors.length > 0 ? 1 : code);
  };
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      say('正在停止，请稍候……');
      void stop(0);
    } else if (performance.now() - first > echo) {
      end(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const onError = (error: unknown) => {
    report(error);
    void stop(1);
  };
  process.on('uncaughtException', onError).on('unhandledRejection', onError);
  return stop;
}
