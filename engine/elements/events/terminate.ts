import { terminateScope } from '../../core/scopes.ts';
import type { Element } from '../shared/element.ts';
import { ending } from '../shared/fragments.ts';

/** Terminate end event: ends everything in its own scope, and only there. */
export const terminateEndEvent: Element = {
  type: 'bpmn:EndEvent',
  definition: 'bpmn:TerminateEventDefinition',
  states: ending,
  arrive: (run, token) => terminateScope(run, token.s),
};
