import { extension } from '../moddle.ts';
import { called, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';
import { isVariableName } from './variable-name.ts';

/** A business rule task names a decision of the folder and the variable that takes its result. */
export const decision: Rule = {
  name: 'decision',
  check({ definitions, decisions, report }) {
    for (const task of nodesOf(definitions, 'bpmn:BusinessRuleTask')) {
      const given = extension(task, 'zeebe:CalledDecision');
      const id = trimmed(given?.decisionId);
      const result = trimmed(given?.resultVariable);
      const problem = { property: 'decision', remedy: '选择决策表' } as const;
      if (id === '') report(task, { ...problem, message: `${called(task)}没有选择决策表，走到这里得不出结果。` });
      else if (isFeel(id)) report(task, { ...problem, message: `${called(task)}的决策表要直接选定，不能用表达式。` });
      else if (!decisions.has(id))
        report(task, { ...problem, message: `${called(task)}的决策表“${id}”不存在，走到这里得不出结果。` });
      if (!isVariableName(result)) {
        const message = `${called(task)}没有写明结果存到哪个变量，后面的步骤用不到它。`;
        report(task, { property: 'result', message, remedy: '填写结果变量' });
      }
    }
  },
};
