import { procedureOf } from '../../core/run.ts';
import { openScope } from '../../core/scopes.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { container } from '../shared/fragments.ts';

/** An embedded sub-process: a scope on its token, done when nothing stands in it any more. Its outputs read its own variables. */
export const subProcess: Element = {
  type: 'bpmn:SubProcess',
  container: true,
  accepts: (element) => element.triggeredByEvent !== true,
  states: container,
  arrive: arriveAtActivity,
  begin(run, token, node) {
    const { starts } = procedureOf(run, run.world, token.s).scopes[node.id]!;
    openScope(run, { id: token.a!, element: node.id, token: token.i }, starts, {});
  },
  collect: (scope, node) => (node.outputs.length > 0 || node.loop ? scope.v : {}),
};

/** A transaction: a sub-process that a cancel end event undoes as a whole. */
export const transaction: Element = { ...subProcess, type: 'bpmn:Transaction' };
