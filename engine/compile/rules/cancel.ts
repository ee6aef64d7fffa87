import { is } from '../moddle.ts';
import { called, hasTrigger, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Only a transaction can be cancelled: by an end event inside it, caught on its border. */
export const cancel: Rule = {
  name: 'cancel',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:EndEvent')) {
      if (!hasTrigger(event, 'Cancel') || is(event.$parent, 'bpmn:Transaction')) continue;
      const message = `取消结束事件${called(event)}不在事务子流程里，没有可以取消的事务。`;
      report(event, { property: 'event', message, remedy: '移到事务子流程里' });
    }
    for (const event of nodesOf(definitions, 'bpmn:BoundaryEvent')) {
      if (!hasTrigger(event, 'Cancel') || is(event.attachedToRef, 'bpmn:Transaction')) continue;
      const message = `取消边界事件${called(event)}没有贴在事务子流程上，永远不会触发。`;
      report(event, { property: 'host', message, remedy: '贴到事务子流程上' });
    }
  },
};
