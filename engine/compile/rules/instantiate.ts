import { is } from '../moddle.ts';
import { called, entering, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** What begins a new instance stands at the beginning of a process. */
export const instantiate: Rule = {
  name: 'instantiate',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions).filter((one) => one.instantiate === true)) {
      const remedy = '取消“开始新流程”';
      if (!is(node.$parent, 'bpmn:Process')) {
        const message = `${called(node)}在子流程里，不能用来开始一个新流程。`;
        report(node, { property: 'instantiate', message, remedy });
      } else if (entering(node).length > 0) {
        const message = `${called(node)}用来开始一个新流程，不能有连线指向它。`;
        report(node, { property: 'instantiate', message, remedy });
      }
    }
  },
};
