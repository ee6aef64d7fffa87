import { is } from '../moddle.ts';
import { called, eventsOf, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An event that catches says what it waits for: one thing. */
export const eventDefinition: Rule = {
  name: 'event-definition',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:CatchEvent')) {
      if (is(event, 'bpmn:StartEvent')) continue;
      if (eventsOf(event).length > 0) continue;
      report(event, {
        property: 'event',
        message: `${called(event)}没有说明等什么（时间、消息……），走到这里会停住。`,
        remedy: '选择事件类型',
      });
    }
  },
};
