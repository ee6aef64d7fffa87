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

/** Kinds of elements that concern nothing but the token that is at them. */
const QUIET: ReadonlySet<string> = new Set([
  'timerBoundaryEvent',
  'messageBoundaryEvent',
  'endEvent',
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'exclusiveGateway',
  'parallelGateway',
  'timerCatchEvent',
  'messageCatchEvent',
]);

/**
 * Events of boundaries whose side never meets the rest: no flow leads back, nothing in it ends or interrupts anything
 * outside. What happens there is the same whenever it begins, so once, and at once, is enough to see it.
 */
export function asidesOf(
  procedure: Procedure,
  sides: Sides,
  codes: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const quiet = (id: string): boolean => {
    const { kind, job, boundaries, loop, startQuantity } = procedure.nodes[id]!;
    const throws = job !== undefined && codes.get(id)!.length > 0;
    return QUIET.has(kind) && !throws && !loop && !startQuantity && boundaries.length === 0;
  };
  const asides = [...sides].filter(
    ([event, side]) =>
      procedure.nodes[event]!.host !== undefined &&
      [...reach(procedure, [event], '')].every((id) => side.has(id) && quiet(id)),
  );
  return new Set(asides.map(([event]) => event));
}

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
