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

/** The state from which tokens begin. */
export const START = '@';

/**
 * Runs tokens through a statechart. The machine has no context and its guards ask the caller, so an answer depends on
 * state, event and guard outcomes alone: each combination is asked of XState once and then read from a small decision
 * tree. XState is the compiler of that table.
 */
export function createChart(config: ChartConfig): Chart {
  const machines = new Map<string, AnyStateMachine>();
  const machineAt = (node: string, event: string): AnyStateMachine => {
    // `@` leads everywhere, so it is cut down to the one event; any other state has few ways out.
    const key = node === START ? `${node} ${event}` : node;
    const known = machines.get(key);
    if (known) return known;
    const machine = machineOf(neighbourhood(config, node, event));
    machines.set(key, machine);
    return machine;
  };
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
      const move = run(machineAt(nodeOf(state), event), config, state, event, asked);
      memos.set(key, graft(memos.get(key), [...outcomes.values()], move));
      return move;
    },
  };
}

const nodeOf = (state: string): string => state.split('~')[0] as string;

/**
 * The part of a statechart that one move can touch: the state it begins in, and what it leads to, through states that
 * pass a token on. XState's cost grows with the machine, so a large procedure would be slow when it is cold.
 */
function neighbourhood(config: ChartConfig, from: string, event: string): ChartConfig {
  const first = config.states[from];
  if (!first) return { ...config, states: {}, initial: from };
  const only = first.on?.[event];
  const begin = from === START ? { ...first, on: only ? { [event]: only } : {} } : first;
  const states: Record<string, StateConfig> = { [from]: begin };
  const open = [begin];
  for (let state = open.pop(); state; state = open.pop()) {
    for (const id of targetsOf(state)) {
      const next = config.states[id];
      if (!next || states[id]) continue;
      states[id] = bare(next);
      open.push(states[id]);
    }
  }
  return { ...config, initial: from, states };
}

/** A state that a move may end in: it is entered, and left again only if it passes the token on. */
const bare = ({ on: _, states, ...state }: StateConfig): StateConfig =>
  states
    ? { ...state, states: Object.fromEntries(Object.entries(states).map(([id, inner]) => [id, bare(inner)])) }
    : state;

/** Ids of the states beside this one that its transitions name. */
const targetsOf = (state: StateConfig): readonly string[] =>
  [...Object.values(state.on ?? {}), ...(state.always ?? [])].flatMap(({ target }) =>
    target === undefined ? [] : [nodeIdOf(target)],
  );

/** A target is an id with its dots escaped, and after a bare dot a stage inside it. */
const nodeIdOf = (target: string): string => {
  const at = target.search(/(?<!\\)\./);
  return (at < 0 ? target : target.slice(0, at)).replaceAll('\\.', '.');
};

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
