import { is } from '../moddle.ts';
import { called, nodesIn, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An ad-hoc sub-process holds activities to be done in any order: no start, no end. */
export const adHoc: Rule = {
  name: 'ad-hoc',
  check({ definitions, report }) {
    for (const container of nodesOf(definitions, 'bpmn:AdHocSubProcess')) {
      const nodes = nodesIn(container);
      for (const event of nodes.filter((node) => is(node, 'bpmn:StartEvent') || is(node, 'bpmn:EndEvent'))) {
        const what = is(event, 'bpmn:StartEvent') ? '开始' : '结束';
        const message = `自由子流程${called(container)}里的步骤没有固定先后，不能有${what}事件${called(event)}。`;
        report(event, { property: 'type', message, remedy: `删除${what}事件` });
      }
      if (!nodes.some((node) => is(node, 'bpmn:Activity'))) {
        const message = `自由子流程${called(container)}里没有可做的步骤。`;
        report(container, { property: 'start', message, remedy: '添加步骤' });
      }
    }
  },
};
