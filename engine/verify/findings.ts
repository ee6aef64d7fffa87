import type { InstanceState, TokenState } from '../model/instance.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import type { Exploration } from './explore.ts';

/**
 * deadlock: nothing can happen any more; join: the same, and tokens wait at a gateway for others that never come;
 * no-completion: things go on but never end; unreached: no run enters the element; unbounded: tokens pile up without
 * end; incomplete: the bound was met before everything was tried.
 */
export type FindingKind = 'deadlock' | 'join' | 'no-completion' | 'unreached' | 'unbounded' | 'incomplete';

export interface Finding {
  readonly kind: FindingKind;
  /** Ids of the elements it is about. */
  readonly elements: readonly string[];
  /** Flows by which nothing ever comes to a join. */
  readonly missing: readonly string[];
  /** A shortest run that shows it: elements entered and flows taken, in order; for `unreached` a run to the element before it. */
  readonly path: readonly string[];
}

/** Of each kind as many as somebody will read. */
const ENOUGH = 5;

/** What an exploration has shown. What only a whole exploration can tell is left out of others. */
export function findingsOf(procedure: Procedure, exploration: Exploration): readonly Finding[] {
  const stuck = stuckStates(procedure, exploration);
  const growing = piles(exploration);
  if (!exploration.whole) return [...stuck, ...growing];
  const stops = growing.length > 0 ? [] : endless(exploration);
  return [...stuck, ...growing, ...stops, ...unreached(procedure, exploration, [...stuck, ...growing])];
}

/** An error that nothing catches ends the procedure for its caller, who may catch it. */
const isOver = ({ status, incidents }: InstanceState): boolean =>
  status !== 'active' || (incidents.length > 0 && incidents.every(({ code }) => code === 'uncaught-error'));

function stuckStates(procedure: Procedure, exploration: Exploration): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const [at, { state, next }] of exploration.reached.entries()) {
    if (next === undefined || next.length > 0 || isOver(state) || exploration.growing.includes(at)) continue;
    const elements = standing(state).map(({ n }) => nodeId(n));
    const joins = [...new Set(elements)].filter((id) => isJoin(procedure.nodes[id]));
    const waiting = joins.length > 0 ? joins : [...new Set([...elements, ...state.incidents.map(({ n }) => n)])];
    const missing = joins.flatMap((id) => missingAt(procedure.nodes[id]!, state));
    const signature = [...waiting, ...missing].join(' ');
    if (found.size === ENOUGH || found.has(signature)) continue;
    const kind = joins.length > 0 ? 'join' : 'deadlock';
    found.set(signature, { kind, elements: waiting, missing, path: exploration.path(at) });
  }
  return [...found.values()];
}

/** Tokens that nothing hangs on. */
const standing = ({ tokens, scopes }: InstanceState): readonly TokenState[] =>
  tokens.filter(({ i }) => !scopes.some(({ t }) => t === i));

const nodeId = (state: string): string => state.split('~')[0]!;

const isJoin = (node: FlowNode | undefined): boolean =>
  Boolean(node?.kind.endsWith('Gateway') && node.incoming.length > 1);

/** Incoming flows of a join by which no token has come, in the scope where one waits. */
function missingAt({ id, incoming }: FlowNode, { tokens }: InstanceState): readonly string[] {
  const scope = tokens.find(({ n }) => n === id)?.s;
  return incoming.filter((flow) => !tokens.some(({ n, s, via }) => n === id && s === scope && via === flow));
}

function piles(exploration: Exploration): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const at of exploration.growing) {
    const places = [...exploration.markingAt(at)].filter(([, count]) => count > 2);
    const elements = [...new Set(places.map(([place]) => nodeId(place.split('/').at(-1)!.split('<')[0]!)))];
    const signature = elements.join(' ');
    if (found.size === ENOUGH || found.has(signature)) continue;
    found.set(signature, { kind: 'unbounded', elements, missing: [], path: exploration.path(at) });
  }
  return [...found.values()];
}

/** The first state from which no end can be reached, nor a state in which nothing happens (which is a finding itself). */
function endless(exploration: Exploration): readonly Finding[] {
  const { reached } = exploration;
  const before = reached.map((): number[] => []);
  for (const [at, { next }] of reached.entries()) for (const to of next ?? []) before[to]!.push(at);
  const stops = new Set<number>();
  const todo = [...reached.keys()].filter((at) => (reached[at]!.next ?? []).length === 0);
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (stops.has(at)) continue;
    stops.add(at);
    todo.push(...before[at]!);
  }
  const first = reached.findIndex((_, at) => !stops.has(at));
  if (first < 0) return [];
  const elements = [...new Set(standing(reached[first]!.state).map(({ n }) => nodeId(n)))];
  return [{ kind: 'no-completion', elements, missing: [], path: exploration.path(first) }];
}

/** Elements that no run enters; those that only come after another such one, or after a stop that was found, are its consequence. */
function unreached(procedure: Procedure, exploration: Exploration, known: readonly Finding[]): readonly Finding[] {
  const { nodes, flows, scopes } = procedure;
  const before = ({ incoming, host, scope }: FlowNode): readonly string[] => {
    const sources = incoming.map((id) => flows[id]!.source);
    const attached = host === undefined ? [] : [host];
    const around = scopes[scope]?.starts.includes(nodes[scope]?.id ?? '') ? [scope] : [];
    return [...sources, ...attached, ...around];
  };
  const never = Object.values(nodes).filter(
    (node) => canBeEntered(procedure, node) && !exploration.entered.has(node.id),
  );
  const stopped = new Set(known.flatMap(({ elements }) => elements));
  const neverIds = new Set(never.map(({ id }) => id));
  const roots = never.filter((node) => {
    if (stopped.has(node.id) || (nodes[node.scope] && neverIds.has(node.scope))) return false;
    return !before(node).some((id) => neverIds.has(id) || stopped.has(id));
  });
  const shown = roots.length > 0 || stopped.size > 0 ? roots : never.slice(0, 1);
  return shown.slice(0, ENOUGH).map((node) => {
    const last = before(node).find((id) => exploration.entered.has(id));
    const path = last === undefined ? [] : exploration.path(exploration.entered.get(last)!);
    return { kind: 'unreached', elements: [node.id], missing: [], path };
  });
}

/**
 * A compensation boundary event only points at its handler, an instance begins behind its gateway, and an escalation may
 * come out of a called procedure.
 */
const canBeEntered = ({ nodes }: Procedure, { kind, escalation, instantiate }: FlowNode): boolean =>
  kind !== 'compensationBoundaryEvent' &&
  !(kind === 'eventBasedGateway' && instantiate) &&
  !(escalation && Object.values(nodes).some(({ call }) => call));
