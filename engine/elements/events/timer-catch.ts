import { subscribeTimer } from '../../core/subscriptions.ts';
import type { Element } from '../shared/element.ts';
import { standing } from '../shared/fragments.ts';
import { readTimer } from '../shared/waiting.ts';

/** Waits for a moment, for a while, or (a cycle) sends a token on at each of several moments. */
export const timerCatchEvent: Element = {
  type: 'bpmn:IntermediateCatchEvent',
  definition: 'bpmn:TimerEventDefinition',
  read: readTimer,
  states: standing,
  arrive: subscribeTimer,
};
