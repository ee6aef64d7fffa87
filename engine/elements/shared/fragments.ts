import type { FlowNode, Procedure, SequenceFlow } from '../../model/procedure.ts';

/** A state of a scope's statechart as plain JSON, a subset of XState's configuration. */
export interface StateConfig {
  readonly initial?: string;
  readonly entry?: readonly ActionConfig[];
  readonly exit?: readonly ActionConfig[];
  readonly always?: readonly TransitionConfig[];
  readonly on?: Readonly<Record<string, TransitionConfig>>;
  readonly states?: Readonly<Record<string, StateConfig>>;
  readonly description?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/**
 * What a transition asks of the scope: pass (an element without duration is entered), enter (one that stands), leave,
 * arrive (queue the element's own work), begin (an activity's work starts), flow (a sequence flow is taken).
 */
export interface ActionConfig {
  readonly type: 'pass' | 'enter' | 'leave' | 'arrive' | 'begin' | 'flow';
  readonly params: { readonly element: string };
}

export interface TransitionConfig {
  readonly target?: string;
  readonly guard?: GuardConfig;
  readonly actions?: readonly ActionConfig[];
  readonly reenter?: boolean;
  readonly description?: string;
}

/** holds: the flow's condition is true; otherwise: none of the conditions asked before it was. */
export interface GuardConfig {
  readonly type: 'holds' | 'otherwise';
  readonly params: { readonly flow: string; readonly condition?: string };
}

/** `.` is legal in the ids of BPMN but separates the levels of a path in XState. */
export const target = (id: string, stage?: string): string =>
  `${id.replaceAll('.', '\\.')}${stage === undefined ? '' : `.${stage}`}`;

export const action = (type: ActionConfig['type'], element: string): ActionConfig => ({ type, params: { element } });

const flowOf = (procedure: Procedure, id: string): SequenceFlow => procedure.flows[id]!;

const along = (flow: SequenceFlow): TransitionConfig => ({
  target: target(flow.target),
  reenter: true,
  actions: [action('flow', flow.id)],
  ...(flow.name ? { description: flow.name } : {}),
});

/** One event for each outgoing flow; which of them are taken is decided by the scope (a token may have to fork). */
const take = (node: FlowNode, procedure: Procedure): Record<string, TransitionConfig> =>
  Object.fromEntries(node.outgoing.map((id) => [`take:${id}`, along(flowOf(procedure, id))]));

/** Goes on at once when there is one way to go (a none start event); else the scope decides. */
export function passing(node: FlowNode, procedure: Procedure): StateConfig {
  const [only, ...others] = node.outgoing;
  const entry = [action('pass', node.id)];
  if (only !== undefined && others.length === 0 && !flowOf(procedure, only).condition && node.outputs.length === 0)
    return { entry, always: [along(flowOf(procedure, only))] };
  return { entry: [...entry, action('arrive', node.id)], on: take(node, procedure) };
}

/** Stands until its work, queued on arrival, lets the token go on or ends it (throwing events). */
export const throwing = (node: FlowNode, procedure: Procedure): StateConfig => ({
  entry: [action('pass', node.id), action('arrive', node.id)],
  on: take(node, procedure),
});

/** A start event that something triggered: its results are still to be kept before its flows are taken. */
export const triggered = (node: FlowNode, procedure: Procedure): StateConfig => ({
  entry: [action('pass', node.id)],
  on: take(node, procedure),
});

/** Passes the token on to the link's other end. */
export function linking(node: FlowNode, procedure: Procedure): StateConfig {
  const ends = procedure.scopes[node.scope]!.nodes.map((id) => procedure.nodes[id]!);
  const end = ends.find(({ kind, link }) => kind === 'linkCatchEvent' && link?.name === node.link?.name);
  return {
    entry: [action('pass', node.id)],
    always: end ? [{ target: target(end.id), reenter: true }] : [],
  };
}

/** Chooses one flow: the first whose condition holds in the order of the diagram, else the default. */
export function choosing(node: FlowNode, procedure: Procedure): StateConfig {
  const flows = node.outgoing.map((id) => flowOf(procedure, id));
  const conditional = flows.filter((flow) => flow.id !== node.default);
  const fallback = flows.filter((flow) => flow.id === node.default);
  return {
    entry: [action('pass', node.id)],
    always: [
      ...conditional.map((flow) => {
        if (!flow.condition) return along(flow);
        const params = { flow: flow.id, condition: flow.condition.source };
        return { ...along(flow), guard: { type: 'holds', params } as const };
      }),
      ...fallback.map((flow) => ({ ...along(flow), guard: { type: 'otherwise', params: { flow: flow.id } } as const })),
    ],
    // Any event makes XState try the guards again; this one is for a retry after nothing held.
    on: { choose: {} },
  };
}

/** Tokens gather until the gateway fires; its work, queued on arrival, counts them. */
export const gathering = (node: FlowNode, procedure: Procedure): StateConfig => ({
  entry: [action('arrive', node.id)],
  on: take(node, procedure),
});

/** Waits for the first of the events that its flows lead to; the token goes on beyond that event. */
export const deferring = (node: FlowNode, procedure: Procedure): StateConfig => ({
  entry: [action('pass', node.id), action('arrive', node.id)],
  exit: [action('leave', node.id)],
  on: Object.fromEntries(
    node.outgoing.map((id): [string, TransitionConfig] => {
      const event = flowOf(procedure, id).target;
      return [
        `trigger:${event}`,
        { target: target(event, 'done'), actions: [action('flow', id), action('enter', event)] },
      ];
    }),
  ),
});

/** Stands until an event comes (catch events); the subscription is made on arrival, unless the event has come already. */
export const standing = (node: FlowNode, procedure: Procedure): StateConfig => ({
  initial: 'on',
  exit: [action('leave', node.id)],
  on: take(node, procedure),
  states: { on: { entry: [action('enter', node.id), action('arrive', node.id)] }, done: {} },
});

/** A boundary event that has happened: its results are still to be kept before its flows are taken. */
export const happened = (node: FlowNode, procedure: Procedure): StateConfig => ({
  entry: [action('enter', node.id)],
  exit: [action('leave', node.id)],
  on: take(node, procedure),
});

/**
 * An activity: arrived (inputs read, boundary events attached) → on (its work goes on) → done (results are kept, flows
 * chosen); failed is a stop that a retry leads out of; work that somebody skips is done without having been on; before all that it may gather several tokens. Boundary events that
 * interrupt are attached to the whole.
 */
export function activity(node: FlowNode, procedure: Procedure): StateConfig {
  const gathers = (node.startQuantity ?? 1) > 1;
  const interrupting = node.boundaries.map((id) => procedure.nodes[id]!).filter((boundary) => boundary.interrupting);
  return {
    initial: gathers ? 'gathering' : 'arrived',
    exit: [action('leave', node.id)],
    on: {
      ...take(node, procedure),
      ...Object.fromEntries(interrupting.map(({ id }) => [`trigger:${id}`, { target: target(id) }])),
    },
    states: {
      ...(gathers
        ? { gathering: { entry: [action('arrive', node.id)], on: { gathered: { target: 'arrived' } } } }
        : {}),
      arrived: {
        entry: [action('enter', node.id), action('arrive', node.id)],
        on: { go: { target: 'on' }, skip: { target: 'done' } },
      },
      on: { entry: [action('begin', node.id)], on: { done: { target: 'done' }, fail: { target: 'failed' } } },
      failed: { on: { retry: { target: 'on' }, skip: { target: 'done' } } },
      done: {},
    },
  };
}

/** An activity with a scope inside; `undoing` is where its token stands while what was done in it is compensated. */
export function container(node: FlowNode, procedure: Procedure): StateConfig {
  const config = activity(node, procedure);
  return { ...config, states: { ...config.states, undoing: {} } };
}
