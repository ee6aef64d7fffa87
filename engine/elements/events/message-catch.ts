import { subscribeMessage } from '../../core/subscriptions.ts';
import type { Element } from '../shared/element.ts';
import { standing } from '../shared/fragments.ts';
import { readMessage } from '../shared/waiting.ts';

/** Waits for a message with its correlation key. */
export const messageCatchEvent: Element = {
  type: 'bpmn:IntermediateCatchEvent',
  definition: 'bpmn:MessageEventDefinition',
  read: readMessage,
  states: standing,
  arrive: subscribeMessage,
};
