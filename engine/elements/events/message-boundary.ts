import { subscribeMessage } from '../../core/subscriptions.ts';
import type { Element } from '../shared/element.ts';
import { happened } from '../shared/fragments.ts';
import { readBoundary, readMessage } from '../shared/waiting.ts';

/** A message that interrupts an activity, or starts something beside it each time it comes. */
export const messageBoundaryEvent: Element = {
  type: 'bpmn:BoundaryEvent',
  definition: 'bpmn:MessageEventDefinition',
  read: (source) => ({ ...readBoundary(source), ...readMessage(source) }),
  states: happened,
  subscribe: subscribeMessage,
};
