import { is } from '../moddle.ts';
import { called, containersOf, nodesIn } from './drawn.ts';
import type { Rule } from './rule.ts';

/** BPMN 2.0.2, 10.5.3: where an end is drawn, a beginning is drawn too (an instantiating gateway or task counts). */
export const startEnd: Rule = {
  name: 'start-end',
  check({ definitions, report }) {
    for (const container of containersOf(definitions).filter((one) => !is(one, 'bpmn:AdHocSubProcess'))) {
      const nodes = nodesIn(container);
      const begins = nodes.some((node) => is(node, 'bpmn:StartEvent') || node.instantiate === true);
      if (begins || !nodes.some((node) => is(node, 'bpmn:EndEvent'))) continue;
      const message = `${called(container)}画了结束却没有画开始，看不出从哪里开始。`;
      report(container, { property: 'start', message, remedy: '添加开始事件' });
    }
  },
};
