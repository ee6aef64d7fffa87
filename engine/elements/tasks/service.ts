import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';
import { readJob } from '../shared/jobs.ts';

/** Work for the system: stands as a job until a worker completes it. */
export const serviceTask: Element = {
  type: 'bpmn:ServiceTask',
  read: readJob,
  states: activity,
  arrive: arriveAtActivity,
};
