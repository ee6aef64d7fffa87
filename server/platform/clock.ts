/** Where the time comes from. Only the process makes one; everything else is handed it. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved: for tests and trial runs. */
export interface TestClock extends Clock {
  /** Moves forward by milliseconds, or by a duration of days, hours, minutes and seconds such as `P7D` or `PT30M`. */
  advance(by: number | string): void;
  /** Moves to a moment that is not earlier. */
  set(to: Date | string): void;
}

/** A test clock that starts at `start` (an ISO moment with its zone). */
export function testClock(start: Date | string): TestClock {
  let now = new Date(start).getTime();
  const set = (to: number) => {
    if (!(to >= now)) throw new RangeError(`Expected a moment not before ${new Date(now).toISOString()} but got ${to}`);
    now = to;
  };
  return {
    now: () => new Date(now),
    advance: (by) => set(now + (typeof by === 'number' ? by : milliseconds(by))),
    set: (to) => set(new Date(to).getTime()),
  };
}

function milliseconds(duration: string): number {
  const parts = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!parts) throw new RangeError(`Expected a duration such as P7D or PT30M but got ${duration}`);
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
