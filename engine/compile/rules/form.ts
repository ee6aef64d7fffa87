import { extension } from '../moddle.ts';
import { called, isFeel, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** The form of a user task lies in the procedure's folder, so that it is published with it. */
export const form: Rule = {
  name: 'form',
  check({ definitions, forms, report }) {
    for (const task of nodesOf(definitions, 'bpmn:UserTask')) {
      const definition = extension(task, 'zeebe:FormDefinition');
      const key = trimmed(definition?.formKey);
      const problem = { property: 'form', remedy: '选择表单' } as const;
      if (definition?.formId || definition?.externalReference) {
        report(task, { ...problem, message: `${called(task)}引用了系统外的表单，办理时打不开。请选择本流程的表单。` });
      } else if (key === '') {
        const message = `${called(task)}没有表单，办理人只能点“完成”，填不了任何内容。`;
        report(task, { ...problem, severity: 'warning', message });
      } else if (isFeel(key)) {
        report(task, { ...problem, message: `${called(task)}的表单要直接选定，不能用表达式。` });
      } else if (!forms.has(key)) {
        report(task, { ...problem, message: `${called(task)}的表单“${key}”不存在，办理时打不开。` });
      }
    }
  },
};
