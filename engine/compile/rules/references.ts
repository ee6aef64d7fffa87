import { called, flowsOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A sequence flow has both its ends, and they differ unless an activity repeats itself. */
export const references: Rule = {
  name: 'references',
  check({ definitions, report }) {
    for (const flow of flowsOf(definitions)) {
      if (flow.sourceRef && flow.targetRef) continue;
      const end = flow.sourceRef ? '终点' : '起点';
      report(flow, { property: 'flow', message: `连线${called(flow)}没有${end}，流程走不过去。`, remedy: '重新连线' });
    }
  },
};
