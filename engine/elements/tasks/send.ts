import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';
import { readJob } from '../shared/jobs.ts';

/** A message to somebody outside: a job whose worker sends it; sent is done, an answer is an event of its own. */
export const sendTask: Element = {
  type: 'bpmn:SendTask',
  read: readJob,
  states: activity,
  arrive: arriveAtActivity,
};
