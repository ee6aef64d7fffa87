import { readTriggers } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { linking, passing } from '../shared/fragments.ts';
import { messenger, thrower } from '../shared/thrower.ts';

/** A none throw event is a milestone: the token goes on. */
export const throwEvent: Element = {
  type: 'bpmn:IntermediateThrowEvent',
  states: passing,
  arrive: (run, token) => run.queue.push(['complete', token.i, {}]),
};

const intermediate = (definition: string): Element => thrower('bpmn:IntermediateThrowEvent', definition);

export const messageThrowEvent = messenger('bpmn:IntermediateThrowEvent');
export const signalThrowEvent = intermediate('bpmn:SignalEventDefinition');
export const escalationThrowEvent = intermediate('bpmn:EscalationEventDefinition');
export const compensationThrowEvent = intermediate('bpmn:CompensateEventDefinition');
export const multipleThrowEvent = intermediate('multiple');

/** Goes on at the link's other end, in the same scope. */
export const linkThrowEvent: Element = {
  type: 'bpmn:IntermediateThrowEvent',
  definition: 'bpmn:LinkEventDefinition',
  read: readTriggers,
  states: linking,
};
