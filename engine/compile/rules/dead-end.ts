import { called, entering, leaving, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Nothing flows into a start or out of an end, and a gateway leads somewhere. */
export const deadEnd: Rule = {
  name: 'dead-end',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:StartEvent')) {
      for (const flow of entering(event)) {
        report(flow, {
          property: 'flow',
          message: `有连线指向开始事件${called(event)}，流程不能走回起点。`,
          remedy: '删除连线',
        });
      }
    }
    for (const event of nodesOf(definitions, 'bpmn:EndEvent')) {
      for (const flow of leaving(event)) {
        report(flow, {
          property: 'flow',
          message: `结束事件${called(event)}之后还有连线，永远走不到。`,
          remedy: '删除连线',
        });
      }
    }
    for (const gateway of nodesOf(definitions, 'bpmn:Gateway')) {
      if (leaving(gateway).length > 0) continue;
      report(gateway, {
        property: 'flow',
        message: `${called(gateway)}之后没有路，走到这里就停了。`,
        remedy: '连上下一步',
      });
    }
  },
};
