import { called, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

const QUANTITIES = { startQuantity: '开始数量', completionQuantity: '完成数量' } as const;

/** An activity begins with at least one token and gives at least one. */
export const quantity: Rule = {
  name: 'quantity',
  check({ definitions, report }) {
    for (const activity of nodesOf(definitions, 'bpmn:Activity')) {
      for (const [property, what] of Object.entries(QUANTITIES)) {
        const given: unknown = activity[property];
        if (given === undefined || (Number.isInteger(given) && Number(given) >= 1)) continue;
        const message = `${called(activity)}的${what}应是 1 以上的整数，否则永远不会开始或不会往下走。`;
        report(activity, { property, message, remedy: `修改${what}` });
      }
    }
  },
};
