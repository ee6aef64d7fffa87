import { readInputs } from '../../core/variables.ts';
import { readTriggers } from './definitions.ts';
import type { Element } from './element.ts';
import { throwing } from './fragments.ts';

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
