import { join } from '../../core/joins.ts';
import type { Element } from '../shared/element.ts';
import { gathering } from '../shared/fragments.ts';

/**
 * Takes every flow whose condition holds, else the default. Joins what can still come, by the specification's rule, when
 * all else is at rest.
 */
export const inclusiveGateway: Element = {
  type: 'bpmn:InclusiveGateway',
  states: gathering,
  arrive(run, token, node) {
    if (node.incoming.length < 2) join(run, token.i);
  },
};
