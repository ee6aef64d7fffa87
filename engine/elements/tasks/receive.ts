import { subscribeEvent } from '../../core/subscriptions.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import { readMessage } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';

/** Waits for a message as an activity: with boundary events, loops and mappings. */
export const receiveTask: Element = {
  type: 'bpmn:ReceiveTask',
  read: (source) => ({
    ...readMessage(source.element.messageRef, source),
    ...(source.element.instantiate === true ? { instantiate: 'exclusive' } : {}),
  }),
  states: activity,
  arrive: arriveAtActivity,
  begin: (run, token, node) => subscribeEvent(run, { t: token.i }, node),
};
