import { called, conditionOf, leaving, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** The default flow leaves its own gateway or activity, without a condition. */
export const defaultFlow: Rule = {
  name: 'default-flow',
  check({ definitions, report }) {
    for (const node of nodesOf(definitions).filter((one) => one.default)) {
      if (!leaving(node).includes(node.default)) {
        const message = `${called(node)}的默认出路不是从它出来的连线，走不到。`;
        report(node, { property: 'default', message, remedy: '重新设置默认出路' });
      } else if (conditionOf(node.default) !== '') {
        const message = `${called(node)}的默认出路带了条件；默认出路是“其余情况”，条件不会被理会。`;
        report(node.default, { property: 'condition', message, remedy: '去掉条件' });
      }
    }
  },
};
