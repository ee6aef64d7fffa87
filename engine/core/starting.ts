import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { procedureOf, type Run } from './run.ts';
import { spawn } from './tokens.ts';

/**
 * An instance begins by an event: at a triggered start event, or beyond the event behind an instantiating gateway or the
 * message of a receive task. Behind a parallel gateway all its other events are awaited from now on.
 */
export function beginAt(run: Run, scope: number, id: string, variables: Variables): void {
  const { nodes, flows } = procedureOf(run, run.world, scope);
  const node = nodes[id]!;
  const token = spawn(run, scope, id, /StartEvent$/.test(node.kind) ? 'start' : 'happened');
  run.queue.push(['complete', token, variables]);
  const gateway = node.incoming
    .map((flow): FlowNode => nodes[flows[flow]!.source]!)
    .find(({ instantiate }) => instantiate);
  if (gateway?.instantiate !== 'parallel') return;
  for (const flow of gateway.outgoing) {
    const other = flows[flow]!.target;
    if (other !== id) run.queue.push(['start', scope, other]);
  }
}
