import { readInputs } from '../../core/variables.ts';
import { arriveAtActivity } from './arriving.ts';
import { readTriggers } from './definitions.ts';
import type { Element } from './element.ts';
import { activity, throwing } from './fragments.ts';
import { readJob } from './jobs.ts';

/** Throws what its definitions say, then goes on (at an end event: ends) if it is still there; its inputs are what it sends. */
export const thrower = (type: string, definition: string): Element => ({
  type,
  definition,
  read: readTriggers,
  states: throwing,
  arrive(run, token, node) {
    readInputs(run, token.i, node.inputs);
    run.queue.push(['throw', token.i, 0]);
  },
});

/** A message that an action sends (a job type is given) is a job like that of a send task; else the engine throws it. */
export function messenger(type: string): Element {
  const thrown = thrower(type, 'bpmn:MessageEventDefinition');
  return {
    ...thrown,
    read: (source) => (source.extension('zeebe:TaskDefinition') ? readJob(source) : readTriggers(source)),
    states: (node, procedure) => (node.job ? activity(node, procedure) : throwing(node, procedure)),
    arrive: (run, token, node) => (node.job ? arriveAtActivity : thrown.arrive!)(run, token, node),
  };
}
