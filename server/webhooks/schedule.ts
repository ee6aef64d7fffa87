const minute = 60_000;
const hour = 60 * minute;

/** Pauses after the first attempt, the second …: eight attempts over three days. */
const pauses = [5_000, 5 * minute, 30 * minute, 2 * hour, 8 * hour, 22 * hour, 39 * hour];

/** When the next attempt is due after `attempts` have failed; undefined when that was the last. */
export function nextAttempt(attempts: number, now: Date): Date | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : new Date(now.getTime() + pause);
}

/** An endpoint that failed so often in a row is disabled, however short the time. */
export const mostFailures = 200;
