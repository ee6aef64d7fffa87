import type { Element } from '../shared/element.ts';
import { passing } from '../shared/fragments.ts';

/** None start event: a token begins here when its scope opens. */
export const startEvent: Element = {
  type: 'bpmn:StartEvent',
  states: passing,
  arrive: (run, token) => run.queue.push(['complete', token.i, {}]),
};
