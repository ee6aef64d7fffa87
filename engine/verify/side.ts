import type { InstanceState } from '../model/instance.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';

/**
 * What runs beside the rest because an event that does not interrupt has come: the elements that only this event leads to.
 * How often such an event comes is not the drawing's matter, so it is let come again when what it started has gone.
 */
export type Sides = ReadonlyMap<string, ReadonlySet<string>>;

/** The side of each event that does not interrupt, by its id. */
export function sidesOf(procedure: Procedure): Sides {
  const events = Object.values(procedure.nodes).filter(({ interrupting }) => interrupting === false);
  return new Map(events.map((event) => [event.id, sideOf(procedure, event)]));
}

/** Whether something that the event started still goes on. */
export const goesOn = (sides: Sides, event: string, { tokens }: InstanceState): boolean => {
  const side = sides.get(event);
  return side !== undefined && tokens.some(({ n }) => side.has(n.split('~')[0]!));
};

function sideOf(procedure: Procedure, event: FlowNode): ReadonlySet<string> {
  const scope = procedure.scopes[event.scope]!;
  const inside = scope.nodes.map((id) => procedure.nodes[id]!);
  const begins = inside.filter(
    ({ id, incoming, host }) => incoming.length === 0 && host === undefined && id !== event.id,
  );
  const otherwise = reach(procedure, [...scope.starts, ...begins.map(({ id }) => id)], event.id);
  return new Set([...reach(procedure, [event.id], '')].filter((id) => !otherwise.has(id)));
}

/** Nodes that flows and boundary events lead to, never through `without`. */
function reach({ nodes, flows }: Procedure, from: readonly string[], without: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const todo = [...from];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id) || id === without) continue;
    reached.add(id);
    const { outgoing, boundaries } = nodes[id]!;
    todo.push(...outgoing.map((flow) => flows[flow]!.target), ...boundaries);
  }
  return reached;
}
