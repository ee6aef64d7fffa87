import { depart, enter } from '../../core/tokens.ts';
import type { Element } from '../shared/element.ts';
import { gathering } from '../shared/fragments.ts';

/** Fires when a token waits from every incoming flow: consumes one of each (further ones wait on) and takes every outgoing flow. */
export const parallelGateway: Element = {
  type: 'bpmn:ParallelGateway',
  states: gathering,
  arrive(run, token, node) {
    const here = [...run.tokens.values()].filter(({ s, n }) => s === token.s && n === node.id);
    const oldest = node.incoming.map((flow) => here.find(({ via }) => via === flow));
    const [first, ...others] = oldest;
    if (oldest.length > 0 && (!first || others.some((other) => !other))) return;
    for (const other of others) run.tokens.delete(other!.i);
    const survivor = (first ?? token).i;
    enter(run, survivor, node.id);
    depart(run, survivor);
  },
};
