import { is, type ModdleElement } from '../moddle.ts';
import { called, eventsOf, nodesOf } from './drawn.ts';
import { kindName } from './kinds.ts';
import type { Rule } from './rule.ts';

/** BPMN 2.0.2, table 10.93: which triggers an event may have where. */
const ALLOWED: Readonly<Record<Position, readonly string[]>> = {
  process: ['Message', 'Timer', 'Conditional', 'Signal'],
  'sub-process': [],
  'event-sub-process': ['Message', 'Timer', 'Escalation', 'Error', 'Compensate', 'Conditional', 'Signal'],
  catch: ['Message', 'Timer', 'Conditional', 'Link', 'Signal'],
  boundary: ['Message', 'Timer', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Conditional', 'Signal'],
  throw: ['Message', 'Escalation', 'Compensate', 'Link', 'Signal'],
  end: ['Message', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Signal', 'Terminate'],
};

type Position = 'process' | 'sub-process' | 'event-sub-process' | 'catch' | 'boundary' | 'throw' | 'end';

const PLACES: Readonly<Record<Position, string>> = {
  process: '流程的开始',
  'sub-process': '子流程的开始（子流程只能走进去，不能由事件触发）',
  'event-sub-process': '事件子流程的开始',
  catch: '流程中间等待的地方',
  boundary: '步骤的边界上',
  throw: '流程中间抛出的地方',
  end: '结束的地方',
};

/** An event has a trigger that can happen where the event stands. */
export const eventPosition: Rule = {
  name: 'event-position',
  check({ definitions, report }) {
    for (const event of nodesOf(definitions, 'bpmn:Event')) {
      const position = positionOf(event);
      const wrong = eventsOf(event).filter(({ $type }) => !ALLOWED[position].some((one) => $type === typeOf(one)));
      if (wrong.length === 0) continue;
      report(event, {
        property: 'event',
        message: `${kindName(event)}${called(event)}不能放在${PLACES[position]}，走到这里不会起作用。`,
        remedy: '换一种事件',
      });
    }
  },
};

const typeOf = (trigger: string): string => `bpmn:${trigger}EventDefinition`;

function positionOf(event: ModdleElement): Position {
  if (is(event, 'bpmn:EndEvent')) return 'end';
  if (is(event, 'bpmn:BoundaryEvent')) return 'boundary';
  if (is(event, 'bpmn:ThrowEvent')) return 'throw';
  if (!is(event, 'bpmn:StartEvent')) return 'catch';
  const container = event.$parent;
  if (container?.triggeredByEvent === true) return 'event-sub-process';
  return is(container, 'bpmn:SubProcess') ? 'sub-process' : 'process';
}
