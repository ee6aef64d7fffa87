import { gather, standInsAt, waitingAt } from '../../core/reach.ts';
import type { Run } from '../../core/run.ts';
import { depart, enter } from '../../core/tokens.ts';
import type { FlowNode } from '../../model/procedure.ts';
import type { Element } from '../shared/element.ts';
import { gathering } from '../shared/fragments.ts';

/** Fires when a token waits from every incoming flow: consumes one of each (further ones wait on) and takes every outgoing flow. */
export const parallelGateway: Element = {
  type: 'bpmn:ParallelGateway',
  states: gathering,
  arrive(run, token, node) {
    const waiting = oldestAt(run, token.s, node);
    if (waiting.length < node.incoming.length) return;
    const survivor = gather(run, waiting.length > 0 ? waiting : [token.i]);
    enter(run, survivor, node.id);
    depart(run, survivor);
    const [next, ...others] = oldestAt(run, token.s, node);
    if (next !== undefined && others.length + 1 >= node.incoming.length) run.queue.push(['arrive', next]);
  },
};

/** One token of each flow by which some have come, and what stands in for the others. */
function oldestAt(run: Run, scope: number, node: FlowNode): readonly number[] {
  const oldest = waitingAt(run, scope, node);
  return [...node.incoming.flatMap((flow) => oldest.get(flow) ?? []), ...standInsAt(run, scope, node)];
}
