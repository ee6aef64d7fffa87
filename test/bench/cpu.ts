/** Milliseconds of CPU of this thread. */
export function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export const round = (value: number): number => Number(value.toPrecision(3));

/** Microseconds of one run each, and their ratio. */
export interface Compared {
  readonly ours: number;
  readonly floor: number;
  readonly ratio: number;
}

/** How often the two take turns; the turn with the middle ratio counts. */
const TURNS = 7;

/** Runs both in turns, `rounds` times a turn, so that a busy machine slows both down; one turn before to warm up. */
export async function inTurns(ours: () => unknown, floor: () => unknown, rounds: number): Promise<Compared> {
  const turns: Compared[] = [];
  for (let turn = 0; turn <= TURNS; turn++) {
    const one = await cost(ours, rounds);
    const other = await cost(floor, rounds);
    if (turn > 0) turns.push({ ours: one, floor: other, ratio: round(one / other) });
  }
  return turns.sort((a, b) => a.ratio - b.ratio)[Math.floor(turns.length / 2)]!;
}

async function cost(run: () => unknown, rounds: number): Promise<number> {
  const before = used();
  for (let one = 0; one < rounds; one++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return ((used() - before) * 1000) / rounds;
}
