import { is } from '../moddle.ts';
import { called, eventsOf, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** An event that catches says what it waits for. */
export const eventDefinition: Rule = {
  name: 'event-definition',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:CatchEvent')) {
      if (event.parallelMultiple === true && eventsOf(event).length === 1) {
        const message = `${called(event)}设为“都要等到”，但只说了一样，没有什么可以一起等的。`;
        report(event, { property: 'event', message, remedy: '再选一种事件' });
      }
      if (eventsOf(event).length > 0 || is(event, 'bpmn:StartEvent')) continue;
      report(event, {
        property: 'event',
        message: `${called(event)}没有说明等什么（时间、消息……），走到这里会停住。`,
        remedy: '选择事件类型',
      });
    }
  },
};
