import { type AnyMachineSnapshot, type AnyStateMachine, createMachine, transition } from 'xstate';
import type { ActionConfig, GuardConfig, StateConfig } from '../elements/shared/fragments.ts';
import { Stop } from './stop.ts';

/** One flat statechart: a scope's flow nodes, and `@` from which tokens start. */
export interface ChartConfig extends StateConfig {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, StateConfig>>;
}

/** Where an event led: the state to stand in and what was asked on the way. `stuck`: at a choice that none of the guards decided. */
export interface Move {
  readonly state: string;
  readonly actions: readonly ActionConfig[];
  readonly stuck: boolean;
}

export type Ask = (guard: GuardConfig) => boolean;

export interface Chart {
  /** Undefined when the state does not take the event. */
  move(state: string, event: string, ask: Ask): Move | undefined;
}

/** Answers known so far lead to a leaf (the move) or to the next guard to ask. */
type Memo = { readonly move: Move | undefined } | { readonly guard: GuardConfig; yes?: Memo; no?: Memo };

/** More gateways in a row than any drawing has: a circle. */
const MAX_ITERATIONS = 1_000;

/**
 * Runs tokens through a statechart. The machine has no context and its guards ask the caller, so an answer depends on
 * state, event and guard outcomes alone: each combination is asked of XState once and then read from a small decision
 * tree. XState is the compiler of that table.
 */
export function createChart(config: ChartConfig): Chart {
  const machine = machineOf(config);
  const memos = new Map<string, Memo>();
  return {
    move(state, event, ask) {
      const key = `${state} ${event}`;
      const outcomes = new Map<string, readonly [GuardConfig, boolean]>();
      const asked: Ask = (guard) => {
        const name = `${guard.type} ${guard.params.flow}`;
        const known = outcomes.get(name);
        if (known) return known[1];
        const outcome = ask(guard);
        outcomes.set(name, [guard, outcome]);
        return outcome;
      };
      let memo = memos.get(key);
      while (memo && 'guard' in memo) memo = asked(memo.guard) ? memo.yes : memo.no;
      if (memo) return memo.move;
      const move = run(machine, config, state, event, asked);
      memos.set(key, graft(memos.get(key), [...outcomes.values()], move));
      return move;
    },
  };
}

function run(machine: AnyStateMachine, config: ChartConfig, state: string, event: string, ask: Ask): Move | undefined {
  const [node, stage] = state.split('~') as [string, string?];
  const from = machine.resolveState({ value: stage === undefined ? node : { [node]: stage } } as never);
  if (machine.getTransitionData(from, { type: event, ask }).length === 0) return undefined;
  const [to, actions] = follow(machine, from, { type: event, ask });
  const [id, at] = typeof to.value === 'string' ? [to.value] : (Object.entries(to.value)[0] as [string, string]);
  return {
    state: at === undefined ? id : `${id}~${at}`,
    actions: actions.map(({ type, params }) => ({ type, params }) as unknown as ActionConfig),
    stuck: config.states[id]?.always !== undefined,
  };
}

function follow(machine: AnyStateMachine, from: AnyMachineSnapshot, event: { type: string; ask: Ask }) {
  try {
    return transition(machine, from, event);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Infinite loop')) throw error;
    throw new Stop('loop', `Expected a wait on every circle but the gateways after ${event.type} lead in one`);
  }
}

/** Adds the path of these outcomes to the tree. */
function graft(
  memo: Memo | undefined,
  outcomes: readonly (readonly [GuardConfig, boolean])[],
  move: Move | undefined,
): Memo {
  const [first, ...rest] = outcomes;
  if (!first) return { move };
  const branch = memo && 'guard' in memo ? memo : { guard: first[0] };
  const side = first[1] ? 'yes' : 'no';
  branch[side] = graft(branch[side], rest, move);
  return branch;
}

type AskingEvent = { readonly type: string; readonly ask: Ask };

function machineOf(config: ChartConfig): AnyStateMachine {
  const ask =
    (type: GuardConfig['type']) =>
    ({ event }: { event: AskingEvent }, params: GuardConfig['params']) =>
      event.ask({ type, params });
  return createMachine({ ...config, options: { maxIterations: MAX_ITERATIONS } } as never, {
    guards: { holds: ask('holds'), otherwise: ask('otherwise') } as never,
  });
}
