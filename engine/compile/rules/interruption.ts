import { called, hasTrigger, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

/** Cancellation, errors and compensation leave nothing to go on with; what catches them cannot let it go on. */
export const interruption: Rule = {
  name: 'interruption',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:BoundaryEvent')) {
      if (event.cancelActivity !== false || !hasTrigger(event, 'Cancel')) continue;
      report(event, {
        property: 'interrupting',
        message: `${called(event)}接住的是取消，事务已经结束，必须中断它。`,
        remedy: '改为中断',
      });
    }
    for (const event of nodesOf(definitions, 'bpmn:StartEvent')) {
      if (event.isInterrupting !== false) continue;
      if (event.$parent?.triggeredByEvent !== true) {
        const message = `${called(event)}设为“不中断”，但只有事件子流程的开始才能这样设。`;
        report(event, { property: 'interrupting', message, remedy: '改为中断' });
      } else if (hasTrigger(event, 'Error')) {
        const message = `${called(event)}接住的是错误，所在的流程已经做不下去，必须中断它。`;
        report(event, { property: 'interrupting', message, remedy: '改为中断' });
      } else if (hasTrigger(event, 'Compensate')) {
        const message = `${called(event)}在撤销时才开始，那时没有什么可以继续，不能设为“不中断”。`;
        report(event, { property: 'interrupting', message, remedy: '改为中断' });
      }
    }
  },
};
