import { procedureOf } from '../../core/run.ts';
import { finish } from '../../core/scopes.ts';
import { decide } from '../../core/variables.ts';
import { EvaluationError } from '../../model/expression.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';

/** A DMN decision whose output becomes a variable; history keeps the inputs and the rules that matched, of every decision on the way. */
export const businessRuleTask: Element = {
  type: 'bpmn:BusinessRuleTask',
  read({ extension }) {
    const called = extension('zeebe:CalledDecision');
    return { decision: { id: called?.decisionId ?? '', result: called?.resultVariable ?? '' } };
  },
  states: activity,
  arrive: arriveAtActivity,
  begin(run, token, node) {
    const { id, result } = node.decision!;
    const decision = procedureOf(run, run.world, token.s).decisions[id];
    if (!decision) throw new EvaluationError(id, `Expected decision ${id} of ${node.id} to be deployed but it is not`);
    const { inputs, matched, output, required } = decide(run, decision, token.i);
    const onTheWay = required && required.length > 0 ? { required } : {};
    run.events.push({
      type: 'decision.evaluated',
      element: node.id,
      decision: id,
      inputs,
      matched,
      output,
      ...onTheWay,
    });
    finish(run, token.i, { [result]: output });
  },
};
