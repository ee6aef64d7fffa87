import { called, containersOf, flowsIn } from './drawn.ts';
import type { Rule } from './rule.ts';

/** A sequence flow stays inside its process or sub-process. */
export const border: Rule = {
  name: 'border',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      for (const flow of flowsIn(container)) {
        const { sourceRef, targetRef } = flow;
        if (!sourceRef || !targetRef) continue;
        if (sourceRef.$parent === container && targetRef.$parent === container) continue;
        report(flow, {
          property: 'flow',
          message: `从${called(sourceRef)}到${called(targetRef)}的连线穿过了子流程或流程的边界，走不过去。`,
          remedy: '重新连线',
        });
      }
    }
  },
};
