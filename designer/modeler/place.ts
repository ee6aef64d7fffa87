/** Puts a step on the canvas: dragged from the list, or appended behind another one; one undo each. */
import type { Step } from './steps.ts';
import { together } from './together.ts';
import type { Element, Moddle, Modeler, Modeling } from './types.ts';

interface ElementFactory {
  createShape(attributes: object): Element;
}
interface Create {
  start(event: unknown, shapes: Element | readonly Element[], context?: object): void;
}
interface AutoPlace {
  append(source: Element, shape: Element): Element;
}

/** A new shape with the step's name, event definition and extension elements; not on the canvas yet. */
export function shapeOf(modeler: Modeler, step: Step, more: object = {}): Element {
  const moddle = modeler.get<Moddle>('moddle');
  const shape = modeler.get<ElementFactory>('elementFactory').createShape({
    type: step.type,
    ...(step.eventDefinitionType ? { eventDefinitionType: step.eventDefinitionType } : {}),
    ...(step.expanded ? { isExpanded: true } : {}),
    ...(step.triggeredByEvent ? { triggeredByEvent: true } : {}),
    ...(step.interrupting === undefined ? {} : { cancelActivity: step.interrupting }),
    ...more,
  });
  const bo = shape.businessObject;
  if (step.name) bo.name = step.name;
  const entries = Object.entries(step.extensions ?? {});
  if (entries.length) {
    const container = moddle.create('bpmn:ExtensionElements', { values: [] });
    container.$parent = bo;
    container.values = entries.map(([type, properties]) =>
      Object.assign(moddle.create(type, properties), { $parent: container }),
    );
    bo.extensionElements = container;
  }
  return shape;
}

/** Where the start of a group lies in it. */
const startAt = { x: 58, y: 100 };

/** The start that a group of steps comes with; that of an event sub-process waits for a message until told otherwise. */
function startOf(modeler: Modeler, step: Step): Element | undefined {
  if (!step.expanded || step.type === 'bpmn:AdHocSubProcess') return undefined;
  const start = step.triggeredByEvent
    ? { type: 'bpmn:StartEvent', eventDefinitionType: 'bpmn:MessageEventDefinition' }
    : { type: 'bpmn:StartEvent' };
  const shape = modeler.get<ElementFactory>('elementFactory').createShape(start);
  shape.businessObject.name = step.triggeredByEvent ? '收到消息' : '开始';
  return shape;
}

/** Starts dragging a new step with the pointer (also on to a line, which it then joins). */
export function drag(modeler: Modeler, event: unknown, step: Step): void {
  const shape = shapeOf(modeler, step);
  const start = startOf(modeler, step);
  if (!start) {
    modeler.get<Create>('create').start(event, shape);
    return;
  }
  Object.assign(start, { x: startAt.x - start.width / 2, y: startAt.y - start.height / 2, parent: shape });
  modeler.get<Create>('create').start(event, [shape, start], { hints: { autoSelect: [shape] } });
}

/** Appends a step behind `source`, connected, at a free place; behind a compensation event it is what undoes. */
export function append(modeler: Modeler, source: Element, step: Step): void {
  const undoes = source.businessObject.eventDefinitions?.[0]?.$type === 'bpmn:CompensateEventDefinition';
  const handler = undoes && source.type === 'bpmn:BoundaryEvent' ? { isForCompensation: true } : {};
  together(modeler, () => {
    const shape = modeler.get<AutoPlace>('autoPlace').append(source, shapeOf(modeler, step, handler));
    const start = startOf(modeler, step);
    const place = { x: shape.x + startAt.x, y: shape.y + startAt.y };
    if (start) modeler.get<Modeling>('modeling').createShape(start, place, shape);
  });
}

/** Sets an event on the lower edge of an activity, left of those that already sit there. */
export function attach(modeler: Modeler, host: Element, step: Step): void {
  const taken = host.attachers?.length ?? 0;
  const x = host.x + host.width - 24 - (taken % 3) * 42;
  modeler
    .get<Modeling>('modeling')
    .createShape(shapeOf(modeler, step), { x, y: host.y + host.height }, host, { attach: true });
}
