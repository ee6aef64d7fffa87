import { step, waits } from '../../../engine/core/step.ts';
import type { Command } from '../../../engine/model/command.ts';
import type { InstanceState } from '../../../engine/model/instance.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import type { World } from '../../../engine/model/world.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';

/** What running a free-form procedure in every possible way has shown. */
export interface Exhausted {
  readonly stuck: boolean;
  readonly endless: boolean;
  readonly piling: boolean;
  /** Elements that no run entered. */
  readonly unreached: readonly string[];
  /** Undefined when there were too many states to try them all. */
  readonly states: number | undefined;
}

const MOST = 800;
/** More tokens at one place than a drawing without a pile can have with so few knots. */
const PILE = 6;

/** Completes every open task in every state with either answer, without any shortcut. */
export function exhaust(procedure: Procedure): Exhausted {
  const world: World = {
    now: 0,
    procedure: () => procedure,
    latest: () => undefined,
    calendar: plainCalendar,
    hasHands: () => true,
  };
  const entered = new Set<string>();
  const known = new Map<string, number>();
  const states: InstanceState[] = [];
  const next: number[][] = [];
  let piling = false;
  const run = (state: InstanceState | undefined, command: Command): number => {
    const result = step(state, command, world);
    if (result.rejected) throw new Error(result.message);
    if (result.state.queue || result.state.incidents.length > 0)
      throw new Error(`Expected no trouble: ${JSON.stringify(result.state)}`);
    for (const event of result.events) if (event.type === 'entered') entered.add(event.element);
    const key = `${result.state.status} ${result.state.tokens.map(({ n, via }) => `${n} ${via ?? ''}`).sort()}`;
    const at = known.get(key) ?? states.length;
    if (at === states.length) {
      known.set(key, at);
      states.push(result.state);
    }
    return at;
  };
  run(undefined, { type: 'start', procedure: procedure.key });
  for (let at = 0; at < states.length && states.length < MOST; at++) {
    const state = states[at]!;
    const counts = Map.groupBy(state.tokens, ({ n, via }) => `${n} ${via ?? ''}`);
    if ([...counts.values()].some(({ length }) => length > PILE)) {
      piling = true;
      next.push([at]);
      continue;
    }
    const open = state.status === 'active' ? waits(state, world) : [];
    next.push(
      open.flatMap(({ id }) =>
        [0, 1].map((way) => run(state, { type: 'task.complete', task: id, user: 'li', variables: { way } })),
      ),
    );
  }
  const over = (at: number) => states[at]!.status !== 'active';
  const ends = backwards(next, (at) => over(at));
  const stops = backwards(next, (at) => (next[at] ?? []).length === 0 || over(at));
  return {
    stuck: next.some((to, at) => to.length === 0 && !over(at)),
    endless: next.some((_, at) => !ends.has(at) && !stops.has(at)),
    piling,
    unreached: Object.keys(procedure.nodes).filter((id) => !entered.has(id)),
    states: states.length < MOST ? states.length : undefined,
  };
}

/** States from which one that `is` can be reached. */
function backwards(next: readonly (readonly number[])[], is: (at: number) => boolean): ReadonlySet<number> {
  const found = new Set([...next.keys()].filter(is));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [at, to] of next.entries()) if (to.some((one) => found.has(one))) found.add(at);
  }
  return found;
}
