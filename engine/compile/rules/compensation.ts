import { descend, is, type ModdleElement } from '../moddle.ts';
import { called, entering, eventsOf, hasTrigger, leaving, nodesOf, processesOf } from './drawn.ts';
import type { Report, Rule } from './rule.ts';

/** What is to be undone is linked to what undoes it: an activity beside the flow, by an association. */
export const compensation: Rule = {
  name: 'compensation',
  check({ definitions, report }) {
    const links = processesOf(definitions)
      .flatMap((process) => descend(process))
      .filter((element) => is(element, 'bpmn:Association'));
    const nodes = nodesOf(definitions);
    const handled = new Map(
      nodes
        .filter((node) => is(node, 'bpmn:BoundaryEvent') && hasTrigger(node, 'Compensate'))
        .map((event) => [
          event,
          links.filter(({ sourceRef }) => sourceRef === event).map(({ targetRef }) => targetRef),
        ]),
    );
    for (const [event, handlers] of handled) for (const finding of ofBoundary(event, handlers)) report(event, finding);
    const used = new Set([...handled.values()].flat());
    for (const node of nodes.filter(({ isForCompensation }) => isForCompensation === true))
      for (const finding of ofHandler(node, used.has(node))) report(node, finding);
    for (const event of nodes.filter((node) => is(node, 'bpmn:ThrowEvent')))
      for (const { activityRef } of eventsOf(event).filter(({ $type }) => $type === 'bpmn:CompensateEventDefinition'))
        if (activityRef && !isNear(event, activityRef))
          report(event, {
            property: 'activity',
            message: `${called(event)}要撤销${called(activityRef)}，但它不在同一层，撤销不到。`,
            remedy: '选择同一层的步骤',
          });
  },
};

function* ofBoundary(event: ModdleElement, handlers: readonly ModdleElement[]): Generator<Report> {
  if (leaving(event).length > 0)
    yield {
      property: 'flow',
      message: `补偿事件${called(event)}不能有连线出去，要用关联线连到补偿步骤。`,
      remedy: '改用关联线',
    };
  if (handlers.length !== 1)
    yield {
      property: 'handler',
      message: `补偿事件${called(event)}${handlers.length === 0 ? '没有' : '不止'}一个补偿步骤，需要撤销时不知道做什么。`,
      remedy: '用关联线连上补偿步骤',
    };
  const [handler] = handlers;
  if (handler && (handler.isForCompensation !== true || handler.$parent !== event.$parent))
    yield {
      property: 'handler',
      message: `补偿事件${called(event)}连到的${called(handler)}不是同一层的补偿步骤。`,
      remedy: '设为补偿步骤',
    };
}

function* ofHandler(node: ModdleElement, used: boolean): Generator<Report> {
  if (entering(node).length + leaving(node).length > 0)
    yield {
      property: 'flow',
      message: `补偿步骤${called(node)}只在撤销时做，不能连在流程的路上。`,
      remedy: '删除连线',
    };
  if (!used && node.triggeredByEvent !== true)
    yield {
      property: 'handler',
      message: `补偿步骤${called(node)}没有补偿事件连到它，永远不会做。`,
      remedy: '用关联线连上补偿事件',
    };
}

/** An activity of the thrower's own container, or of the one around when it is thrown in an event sub-process. */
const isNear = (event: ModdleElement, activity: ModdleElement): boolean => {
  const around = event.$parent?.triggeredByEvent === true ? event.$parent.$parent : undefined;
  return activity.$parent === event.$parent || (around !== undefined && activity.$parent === around);
};
