import { subscribeEvent } from '../../core/subscriptions.ts';
import { readTriggers } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { passing, standing } from '../shared/fragments.ts';

const catching = (definition: string): Element => ({
  type: 'bpmn:IntermediateCatchEvent',
  definition,
  read: readTriggers,
  states: standing,
  arrive: (run, token, node) => subscribeEvent(run, { t: token.i }, node),
});

/** Waits for a message with its correlation key. */
export const messageCatchEvent = catching('bpmn:MessageEventDefinition');
/** Waits for a moment, for a while, or (a cycle) sends a token on at each of several moments. */
export const timerCatchEvent = catching('bpmn:TimerEventDefinition');
export const signalCatchEvent = catching('bpmn:SignalEventDefinition');
/** Waits until its condition is true; a condition that is true already holds nobody up. */
export const conditionalCatchEvent = catching('bpmn:ConditionalEventDefinition');
/** Waits for the first of several events, or for all of them. */
export const multipleCatchEvent = catching('multiple');

/** The end of a link: tokens come here from its other ends. */
export const linkCatchEvent: Element = {
  type: 'bpmn:IntermediateCatchEvent',
  definition: 'bpmn:LinkEventDefinition',
  read: readTriggers,
  states: passing,
  arrive: (run, token) => run.queue.push(['complete', token.i, {}]),
};
