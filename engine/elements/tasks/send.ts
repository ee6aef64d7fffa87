import { finish } from '../../core/scopes.ts';
import { broadcast } from '../../core/throwing.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import { readMessage } from '../shared/definitions.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';
import { readJob } from '../shared/jobs.ts';

/**
 * A message to somebody outside: a job whose worker sends it (sent is done, an answer is an event of its own); or, with a
 * message of the model and no job, one for whoever waits for it in the town.
 */
export const sendTask: Element = {
  type: 'bpmn:SendTask',
  read(source) {
    const { messageRef } = source.element;
    return messageRef && !source.extension('zeebe:TaskDefinition') ? readMessage(messageRef, source) : readJob(source);
  },
  states: activity,
  arrive: arriveAtActivity,
  begin(run, token, node) {
    if (!node.message) return;
    broadcast(run, token.i, node);
    finish(run, token.i, {});
  },
};
