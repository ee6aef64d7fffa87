import type { Procedure } from '../model/procedure.ts';

/** What sends each token one way only. */
const CHOICES: ReadonlySet<string> = new Set(['exclusiveGateway', 'eventBasedGateway']);

/**
 * Whether several tokens may come to a join at once: there is a split of several ways before it, and no element between
 * the two takes them together (by Menger's theorem: two ways that share nothing lead there).
 */
export function bringsSeveral(procedure: Procedure, join: string): boolean {
  const splits = Object.values(procedure.nodes).filter(
    ({ id, kind, outgoing }) => id !== join && outgoing.length > 1 && !CHOICES.has(kind),
  );
  return splits.some(({ id: split }) => {
    const { passed, arrivals } = ways(procedure, split, join);
    return arrivals.size > 1 && [...passed].every((id) => ways(procedure, split, join, id).arrivals.size > 0);
  });
}

/** Elements between a split and a join, with the flows by which one comes to the join; `without` an element. */
function ways({ nodes, flows }: Procedure, split: string, join: string, without?: string) {
  const passed = new Set<string>();
  const arrivals = new Set<string>();
  const todo = [...nodes[split]!.outgoing];
  for (let flow = todo.pop(); flow !== undefined; flow = todo.pop()) {
    const { target } = flows[flow]!;
    if (target === join) arrivals.add(flow);
    if ([join, split, without].includes(target) || passed.has(target)) continue;
    passed.add(target);
    const { outgoing, boundaries } = nodes[target]!;
    todo.push(...outgoing, ...boundaries.flatMap((id) => nodes[id]!.outgoing));
  }
  return { passed, arrivals };
}
