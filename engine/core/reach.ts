import type { FlowNode, Procedure } from '../model/procedure.ts';
import { abandon } from './leaving.ts';
import { nodeId, nodeOf, procedureOf, type Run } from './run.ts';

const known = new WeakMap<Procedure, Map<string, ReadonlySet<string>>>();

/** Nodes of a flow's scope from which a token can still come to the flow without passing the gateway it leads to. */
export function reachOf(procedure: Procedure, flow: string): ReadonlySet<string> {
  const reaches = known.get(procedure) ?? new Map<string, ReadonlySet<string>>();
  known.set(procedure, reaches);
  const reach = reaches.get(flow) ?? search(procedure, flow);
  reaches.set(flow, reach);
  return reach;
}

function search({ nodes, flows, scopes }: Procedure, flow: string): ReadonlySet<string> {
  const { source, target: gateway } = flows[flow]!;
  const reached = new Set<string>();
  const open = [source];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === gateway || reached.has(id)) continue;
    reached.add(id);
    const node = nodes[id]!;
    open.push(...node.incoming.map((one) => flows[one]!.source));
    if (node.host !== undefined) open.push(node.host);
    if (node.kind === 'linkCatchEvent') open.push(...throwersOf(node, scopes[node.scope]!.nodes, nodes));
  }
  return reached;
}

const throwersOf = (
  { link }: FlowNode,
  ids: readonly string[],
  nodes: Readonly<Record<string, FlowNode>>,
): readonly string[] =>
  ids.filter((id) => nodes[id]!.kind === 'linkThrowEvent' && nodes[id]!.link?.name === link?.name);

/**
 * Whether a token is under way to one of the empty flows of a gateway, by the specification's rule: a token somewhere in
 * the scope that can come to an empty flow and could not come to a full one as well. What is nested counts where its
 * container stands.
 */
export function isAwaited(
  run: Run,
  scope: number,
  gateway: FlowNode,
  empty: readonly string[],
  full: readonly string[],
): boolean {
  if (empty.length === 0) return false;
  const procedure = procedureOf(run, run.world, scope);
  const to = (flows: readonly string[], at: string): boolean => flows.some((flow) => reachOf(procedure, flow).has(at));
  return [...run.tokens.values()].some(({ s, n }) => {
    const at = nodeId(n);
    return s === scope && at !== gateway.id && to(empty, at) && !to(full, at);
  });
}

/** The oldest token that waits at a node from each flow. */
export function waitingAt(run: Run, scope: number, node: FlowNode): ReadonlyMap<string, number> {
  const oldest = new Map<string, number>();
  for (const { i, s, n, via } of run.tokens.values())
    if (s === scope && n === node.id && via !== undefined && !oldest.has(via)) oldest.set(via, i);
  return oldest;
}

/**
 * Tokens that were put before a join and came by no flow: each stands in for one flow by which none has come, as many as
 * there are such flows (docs/adr/0005).
 */
export function standInsAt(run: Run, scope: number, node: FlowNode): readonly number[] {
  const missing = node.incoming.length - waitingAt(run, scope, node).size;
  const free = [...run.tokens.values()].filter(({ s, n, via }) => s === scope && n === node.id && via === undefined);
  return free.slice(0, Math.max(0, missing)).map(({ i }) => i);
}

/**
 * Takes one token of each flow; the first stays and is the gateway's. What they had still to do on arrival, or what an
 * incident holds of it, is done with that.
 */
export function gather(run: Run, tokens: readonly number[]): number {
  const [survivor, ...others] = tokens as [number, ...number[]];
  for (const token of tokens) abandon(run, token);
  for (const other of others) run.tokens.delete(other);
  return survivor;
}

export const standsAt = (run: Run, id: number): FlowNode => nodeOf(run, run.world, run.tokens.get(id)!);
