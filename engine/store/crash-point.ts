/** `ONEDOOR_CRASH=batch:before-commit:3` ends the process, as a power cut would, at the third passing of the point. */
const armed = process.env.ONEDOOR_CRASH;
const passed = new Map<string, number>();

/** A named place where a crash campaign may end the process. Does nothing unless `ONEDOOR_CRASH` names it. */
export function crashPoint(name: string): void {
  if (armed === undefined) return;
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  if (armed === name || armed === `${name}:${times}`) process.kill(process.pid, 'SIGKILL');
}
