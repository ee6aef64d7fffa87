import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { raise } from './incidents.ts';
import { nodeIn, nodeOf, procedureOf, type Run } from './run.ts';
import { move, spawn } from './tokens.ts';

/** The event a token waited for has come: it goes on, or its boundary event starts. `again`: the event may come once more. */
export function trigger(run: Run, id: number, element: string, again: boolean, variables: Variables): void {
  const token = run.tokens.get(id)!;
  const node = procedureOf(run, run.world, token.s).nodes[element]!;
  run.queue.push(['complete', reached(run, id, node, again), variables]);
}

/** The token that goes on from the event. */
function reached(run: Run, id: number, node: FlowNode, again: boolean): number {
  const token = run.tokens.get(id)!;
  if (node.host !== undefined) {
    if (!node.interrupting) return spawn(run, token.s, node.id);
    move(run, id, `trigger:${node.id}`);
    return id;
  }
  if (!again) return id;
  // A cycle at a catch event sends a token of its own each time but the last.
  const other = ++run.n;
  run.tokens.set(other, { i: other, s: token.s, n: token.n });
  return other;
}

/**
 * An error rises from a token to the nearest activity with a boundary event for it: the exact code before one without a
 * code at each level. Nobody there: an incident that names the code, and the job is offered again when it is resolved.
 */
export function throwError(run: Run, id: number, code: string, variables: Variables): void {
  const thrower = run.tokens.get(id)!;
  const element = nodeOf(run, run.world, thrower).id;
  for (let at: number | undefined = id; at !== undefined; at = run.scopes.get(run.tokens.get(at)!.s)!.t) {
    const boundary = catcher(run, at, code);
    if (!boundary) continue;
    run.events.push({ type: 'error.thrown', element, code, caught: boundary.id });
    trigger(run, at, boundary.id, false, variables);
    return;
  }
  run.events.push({ type: 'error.thrown', element, code });
  move(run, id, 'fail');
  const message = `Expected a boundary event for error “${code}” of ${element} but there is none`;
  raise(run, element, 'uncaught-error', message, { job: thrower.a! });
}

function catcher(run: Run, id: number, code: string): FlowNode | undefined {
  const token = run.tokens.get(id)!;
  const procedure = procedureOf(run, run.world, token.s);
  const catches = nodeIn(procedure, token)
    .boundaries.map((boundary) => procedure.nodes[boundary]!)
    .filter(({ error }) => error !== undefined);
  return catches.find(({ error }) => error?.code === code) ?? catches.find(({ error }) => error?.code === undefined);
}
