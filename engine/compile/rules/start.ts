import { is } from '../moddle.ts';
import { called, containersOf, entering, eventsOf, isBesideFlow, nodesIn } from './drawn.ts';
import type { Rule } from './rule.ts';

/**
 * A process or sub-process begins somewhere: at its start events, or where nothing leads to. Several that wait for nothing
 * begin all at once, which is rarely meant.
 */
export const start: Rule = {
  name: 'start',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      const nodes = nodesIn(container);
      const starts = nodes.filter((node) => is(node, 'bpmn:StartEvent'));
      const plain = starts.filter((event) => eventsOf(event).length === 0);
      const first = nodes.filter(
        (node) => !is(node, 'bpmn:BoundaryEvent') && !isBesideFlow(node) && entering(node).length === 0,
      );
      if (nodes.length === 0) {
        report(container, {
          property: 'start',
          message: `${called(container)}是空的，没有任何步骤。`,
          remedy: '添加步骤',
        });
      } else if (plain.length > 1) {
        const message = `${called(container)}有 ${plain.length} 个开始事件，会同时从这几处开始，各走一遍。`;
        report(container, { severity: 'warning', property: 'start', message, remedy: '只留一个开始' });
      } else if (first.length === 0) {
        report(container, {
          property: 'start',
          message: `${called(container)}没有起点，不知道从哪里开始。`,
          remedy: '添加开始事件',
        });
      }
    }
  },
};
