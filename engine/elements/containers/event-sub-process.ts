import { openScope } from '../../core/scopes.ts';
import type { Element } from '../shared/element.ts';
import { container } from '../shared/fragments.ts';

/** Begins by an event while the scope around it is open; a token of that scope like any other, to which nothing flows. */
export const eventSubProcess: Element = {
  type: 'bpmn:SubProcess',
  container: true,
  accepts: (element) => element.triggeredByEvent === true,
  states: container,
  // Its token begins at its start event, with what the event brought.
  begin: (run, token, node) => openScope(run, { id: token.a!, element: node.id, token: token.i }, [], {}),
  collect: () => ({}),
};
