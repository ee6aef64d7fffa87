import { called, nodesOf, trimmed } from './drawn.ts';
import type { Rule } from './rule.ts';

/** The stages of the closed loop, in order. */
export const STAGES = ['发现', '研判', '流转', '处置', '反馈'] as const;

/** A step belongs to a stage that exists, so that the case shows where it stands. */
export const stage: Rule = {
  name: 'stage',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions)) {
      const given = trimmed(node.stage);
      if (given === '' || (STAGES as readonly string[]).includes(given)) continue;
      report(node, {
        property: 'stage',
        message: `${called(node)}的阶段“${given}”不是${STAGES.join('、')}之一，案件进度会显示错。`,
        remedy: '选择阶段',
      });
    }
  },
};
