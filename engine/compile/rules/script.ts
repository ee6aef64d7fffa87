import { extension } from '../moddle.ts';
import { called, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';
import { isVariableName } from './variable-name.ts';

/** A script is a FEEL expression whose value goes to a variable. No other language is ever run. */
export const script: Rule = {
  name: 'script',
  check({ definitions, report }) {
    for (const task of nodesOf(definitions, 'bpmn:ScriptTask')) {
      const given = extension(task, 'zeebe:Script');
      if (trimmed(task.script) !== '' || !['', 'feel'].includes(trimmed(task.scriptFormat).toLowerCase())) {
        report(task, {
          property: 'script',
          message: `${called(task)}里的脚本不会执行：出于安全只支持 FEEL 表达式。`,
          remedy: '改用 FEEL 表达式',
        });
      } else if (['', '='].includes(trimmed(given?.expression))) {
        report(task, {
          property: 'script',
          message: `${called(task)}没有表达式，走到这里算不出结果。`,
          remedy: '填写表达式',
        });
      }
      if (given && !isVariableName(trimmed(given.resultVariable))) {
        const message = `${called(task)}没有写明结果存到哪个变量，后面的步骤用不到它。`;
        report(task, { property: 'result', message, remedy: '填写结果变量' });
      }
    }
  },
};
