import { consume } from '../../core/tokens.ts';
import type { Element } from '../shared/element.ts';
import { throwing } from '../shared/fragments.ts';
import { messenger, thrower } from '../shared/thrower.ts';

/** None end event: the token ends here; the scope is complete when it was the last. */
export const endEvent: Element = {
  type: 'bpmn:EndEvent',
  states: throwing,
  arrive: (run, token) => consume(run, token.i),
};

const end = (definition: string): Element => thrower('bpmn:EndEvent', definition);

export const messageEndEvent = messenger('bpmn:EndEvent');
export const signalEndEvent = end('bpmn:SignalEventDefinition');
export const escalationEndEvent = end('bpmn:EscalationEventDefinition');
/** Throws an error that ends the nearest scope with an event for it. */
export const errorEndEvent = end('bpmn:ErrorEventDefinition');
export const compensationEndEvent = end('bpmn:CompensateEventDefinition');
/** Cancels the transaction around it. */
export const cancelEndEvent = end('bpmn:CancelEventDefinition');
/** Ends everything in its own scope, and only there. */
export const terminateEndEvent = end('bpmn:TerminateEventDefinition');
export const multipleEndEvent = end('multiple');
