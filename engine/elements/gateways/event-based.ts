import { procedureOf } from '../../core/run.ts';
import { subscribeEvent } from '../../core/subscriptions.ts';
import type { Element } from '../shared/element.ts';
import { deferring } from '../shared/fragments.ts';

/** Waits for the first of the events behind it. At the start of a process these events begin an instance. */
export const eventBasedGateway: Element = {
  type: 'bpmn:EventBasedGateway',
  read: ({ element }) =>
    element.instantiate === true
      ? { instantiate: element.eventGatewayType === 'Parallel' ? 'parallel' : 'exclusive' }
      : {},
  states: deferring,
  arrive(run, token, node) {
    const { nodes, flows } = procedureOf(run, run.world, token.s);
    for (const flow of node.outgoing) subscribeEvent(run, { t: token.i }, nodes[flows[flow]!.target]!);
  },
};
