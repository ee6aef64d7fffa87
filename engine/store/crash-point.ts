/**
 * `ONEDOOR_CRASH=batch:before-commit:3` ends the process, as a power cut would, at the third passing of the point;
 * `ONEDOOR_CRASH_SIGNAL=SIGSTOP` makes it sleep there instead.
 */
const armed = process.env.ONEDOOR_CRASH;
const signal = process.env.ONEDOOR_CRASH_SIGNAL === 'SIGSTOP' ? 'SIGSTOP' : 'SIGKILL';
const passed = new Map<string, number>();

/** A named place where a crash campaign may end the process. Does nothing unless `ONEDOOR_CRASH` is set. */
export function crashPoint(name: string): void {
  if (armed === undefined) return;
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  if (armed === name || armed === `${name}:${times}`) process.kill(process.pid, signal);
}

/** The points that this process has passed, and how often; counted only while `ONEDOOR_CRASH` is set, to whatever name. */
export const passedPoints = (): ReadonlyMap<string, number> => passed;
