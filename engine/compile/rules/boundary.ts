import { is, type ModdleElement } from '../moddle.ts';
import { called, entering, eventsOf, hasTrigger, leaving, nodesOf } from './drawn.ts';
import type { Report, Rule } from './rule.ts';

/** A boundary event sits on an activity of its own scope, nothing flows into it, and something flows out of it. */
export const boundary: Rule = {
  name: 'boundary',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:BoundaryEvent')) {
      for (const finding of findings(event)) report(event, finding);
    }
  },
};

function* findings(event: ModdleElement): Generator<Report> {
  const host: ModdleElement | undefined = event.attachedToRef;
  const onError = eventsOf(event).some(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
  if (!host)
    yield { property: 'host', message: `${called(event)}没有贴在任何步骤上，永远不会触发。`, remedy: '贴到步骤上' };
  else if (!is(host, 'bpmn:Activity') || host.$parent !== event.$parent) {
    yield {
      property: 'host',
      message: `${called(event)}贴错了地方，只能贴在同一层的任务或子流程上。`,
      remedy: '贴到步骤上',
    };
  }
  if (entering(event).length > 0) {
    yield {
      property: 'flow',
      message: `有连线指向${called(event)}，但它只能由所在步骤触发，不能走进去。`,
      remedy: '删除连线',
    };
  }
  if (leaving(event).length === 0 && !hasTrigger(event, 'Compensate')) {
    yield {
      severity: 'warning',
      property: 'flow',
      message: `${called(event)}触发之后没有下一步。`,
      remedy: '连上下一步',
    };
  }
  if (onError && event.cancelActivity === false) {
    yield {
      property: 'interrupting',
      message: `${called(event)}接住的是错误，步骤已经做不下去，必须中断它。`,
      remedy: '改为中断',
    };
  }
}
