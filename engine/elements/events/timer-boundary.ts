import { subscribeTimer } from '../../core/subscriptions.ts';
import type { Element } from '../shared/element.ts';
import { happened } from '../shared/fragments.ts';
import { readBoundary, readTimer } from '../shared/waiting.ts';

/** A time limit on an activity: interrupts it, or reminds beside it, a cycle as often as it says. */
export const timerBoundaryEvent: Element = {
  type: 'bpmn:BoundaryEvent',
  definition: 'bpmn:TimerEventDefinition',
  read: (source) => ({ ...readBoundary(source), ...readTimer(source) }),
  states: happened,
  subscribe: subscribeTimer,
};
