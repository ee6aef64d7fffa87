import type { HistoryEvent } from '../model/event.ts';
import type {
  IncidentState,
  InstanceState,
  InstanceStatus,
  ScopeState,
  SubscriptionState,
  TokenState,
} from '../model/instance.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import type { Json, Variables } from '../model/variables.ts';
import type { Effect, Wait } from '../model/wait.ts';
import type { World } from '../model/world.ts';
import type { Chart } from './chart.ts';

/** The items of a state by id, in the order of their ids (a Map keeps insertion order and ids only grow). */
export interface View {
  readonly scopes: Map<number, ScopeState>;
  readonly tokens: Map<number, TokenState>;
  readonly subs: Map<number, SubscriptionState>;
  readonly incidents: Map<number, IncidentState>;
  /** Nothing moves; jobs and timers are no rows. */
  readonly suspended: boolean;
}

/** One piece of work as plain data, so that it can wait in the state. `id` is the token, scope or subscription it is about. */
export type Op = readonly [name: OpName, id: number, argument?: Json];

export type OpName =
  | 'listen'
  | 'attach'
  | 'skip'
  | 'start'
  | 'begin'
  | 'arrive'
  | 'go'
  | 'choose'
  | 'complete'
  | 'consume'
  | 'retry'
  | 'trigger'
  | 'conditions'
  | 'error'
  | 'throw'
  | 'send'
  | 'join'
  | 'reset'
  | 'close';

/**
 * A step under way: the draft of the next state and what has happened so far. Items of the draft are replaced, never
 * changed, so the state it began from stays whole and an untouched item keeps its identity.
 */
export interface Run extends View {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly events: HistoryEvent[];
  readonly queue: Op[];
  n: number;
  status: InstanceStatus;
  suspended: boolean;
  entries: number;
  /** A variable was written or a condition is new: conditional events have to be looked at. */
  dirty: boolean;
  /** Messages and signals thrown to others. */
  readonly sends: Effect[];
  /** Bytes of all variables; counted when the first is written. */
  size: number | undefined;
  /** The row that the command was about: it closes as completed, not as cancelled. */
  consumed: { readonly kind: Wait['kind']; readonly id: number } | undefined;
}

/** What core asks of the elements. Handed in, so that elements may use core and core need not import them. */
export interface Behaviour {
  chart(procedure: Procedure, scope: ScopeState): Chart;
  arrive(run: Run, token: TokenState, node: FlowNode): void;
  begin(run: Run, token: TokenState, node: FlowNode): void;
  /** What a nested scope that has ended gives to the node it hangs on. */
  collect(scope: ScopeState, node: FlowNode): Variables;
}

const byId = <T extends { readonly i: number }>(items: readonly T[]): Map<number, T> =>
  new Map(items.map((item) => [item.i, item]));

export const viewOf = (state: InstanceState | undefined): View => ({
  scopes: byId(state?.scopes ?? []),
  tokens: byId(state?.tokens ?? []),
  subs: byId(state?.subs ?? []),
  incidents: byId(state?.incidents ?? []),
  suspended: state?.z === true,
});

/** Begins a step on a copy of the view; what is left in the state's queue comes first. */
export const openRun = (state: InstanceState | undefined, before: View, world: World, behaviour: Behaviour): Run => ({
  world,
  behaviour,
  scopes: new Map(before.scopes),
  tokens: new Map(before.tokens),
  subs: new Map(before.subs),
  incidents: new Map(before.incidents),
  events: [],
  queue: [...((state?.queue ?? []) as unknown as readonly Op[])],
  n: state?.n ?? 0,
  status: state?.status ?? 'active',
  suspended: before.suspended,
  entries: state?.entries ?? 0,
  dirty: false,
  sends: [],
  size: undefined,
  consumed: undefined,
});

/** Replaces an item by itself with other fields; `undefined` removes a field. */
export function change<T extends { readonly i: number }>(items: Map<number, T>, id: number, fields: Partial<T>): void {
  items.set(id, { ...(items.get(id) as T), ...fields });
}

/** The procedure a scope belongs to: its own, or that of the scope around it. */
export function procedureOf(view: View, world: World, scope: number): Procedure {
  for (let at = view.scopes.get(scope); at; at = view.scopes.get(view.tokens.get(at.t as number)?.s as number)) {
    if (at.p === undefined) continue;
    const procedure = world.procedure(at.p);
    if (procedure) return procedure;
    throw new Error(`Expected procedure ${at.p} to be known but it is not`);
  }
  throw new Error(`Expected scope ${scope} to be inside a procedure but it is not`);
}

/** The flow node a token stands at. */
export const nodeOf = (view: View, world: World, token: TokenState): FlowNode =>
  nodeIn(procedureOf(view, world, token.s), token);

export function nodeIn(procedure: Procedure, token: TokenState): FlowNode {
  const id = nodeId(token.n);
  const node = procedure.nodes[id];
  if (node) return node;
  throw new Error(`Expected ${procedure.key} to have element ${id} of token ${token.i} but it does not`);
}

/** Node id of a statechart state: `review~on` stands at `review`. */
export function nodeId(state: string): string {
  const at = state.indexOf('~');
  return at < 0 ? state : state.slice(0, at);
}

/** Whether the token is one instance of a looped activity, not the activity as a whole. */
export const isBody = (view: View, token: TokenState): boolean => view.scopes.get(token.s)?.l !== undefined;

/** Whether the token does the work of its node itself: of a looped activity only its instances do. */
export const works = (view: View, token: TokenState, node: FlowNode): boolean =>
  isAt(token, 'on') && (node.loop === undefined || isBody(view, token));

/** Whether the token stands at this stage of an activity's life. */
export const isAt = (token: TokenState, stage: 'gathering' | 'arrived' | 'on' | 'failed' | 'done'): boolean =>
  token.n.endsWith(`~${stage}`);
