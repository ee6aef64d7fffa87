import { gather, standInsAt, waitingAt } from '../../core/reach.ts';
import { depart, enter } from '../../core/tokens.ts';
import type { Element } from '../shared/element.ts';
import { gathering } from '../shared/fragments.ts';

/** Fires when a token waits from every incoming flow: consumes one of each (further ones wait on) and takes every outgoing flow. */
export const parallelGateway: Element = {
  type: 'bpmn:ParallelGateway',
  states: gathering,
  arrive(run, token, node) {
    const oldest = waitingAt(run, token.s, node);
    const waiting = [...node.incoming.flatMap((flow) => oldest.get(flow) ?? []), ...standInsAt(run, token.s, node)];
    if (waiting.length < node.incoming.length) return;
    const survivor = gather(run, waiting.length > 0 ? waiting : [token.i]);
    enter(run, survivor, node.id);
    depart(run, survivor);
  },
};
