import { finish } from '../../core/scopes.ts';
import { evaluate } from '../../core/variables.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { activity } from '../shared/fragments.ts';

/** A FEEL expression whose value becomes a variable. */
export const scriptTask: Element = {
  type: 'bpmn:ScriptTask',
  read({ extension, feel }) {
    const script = extension('zeebe:Script');
    return { script: { expression: feel(script?.expression, 'script'), result: script?.resultVariable ?? '' } };
  },
  states: activity,
  arrive: arriveAtActivity,
  begin(run, token, node) {
    const { expression, result } = node.script!;
    finish(run, token.i, { [result]: evaluate(run, expression, token.i) });
  },
};
