/** Puts a step on the canvas: dragged from the list, or appended behind another one; one undo each. */
import type { Step } from './steps.ts';
import type { Element, Moddle, Modeler } from './types.ts';

interface ElementFactory {
  createShape(attributes: object): Element;
}
interface Create {
  start(event: unknown, shape: Element, context?: object): void;
}
interface AutoPlace {
  append(source: Element, shape: Element): Element;
}
interface Attach {
  createShape(shape: Element, position: { x: number; y: number }, target: Element, hints?: object): Element;
}

/** A new shape with the step's name, event definition and extension elements; not on the canvas yet. */
export function shapeOf(modeler: Modeler, step: Step & { readonly interrupting?: boolean }): Element {
  const moddle = modeler.get<Moddle>('moddle');
  const shape = modeler.get<ElementFactory>('elementFactory').createShape({
    type: step.type,
    ...(step.eventDefinitionType ? { eventDefinitionType: step.eventDefinitionType } : {}),
    ...(step.expanded ? { isExpanded: true } : {}),
    ...(step.interrupting === undefined ? {} : { cancelActivity: step.interrupting }),
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

/** Starts dragging a new step with the pointer (also on to a line, which it then joins). */
export const drag = (modeler: Modeler, event: unknown, step: Step): void =>
  modeler.get<Create>('create').start(event, shapeOf(modeler, step));

/** Appends a step behind `source`, connected, at a free place; returns it. */
export const append = (modeler: Modeler, source: Element, step: Step): Element =>
  modeler.get<AutoPlace>('autoPlace').append(source, shapeOf(modeler, step));

/** Sets an event on the lower edge of an activity, left of those that already sit there. */
export function attach(modeler: Modeler, host: Element, step: Step & { readonly interrupting: boolean }): Element {
  const taken = (host as unknown as { attachers?: readonly Element[] }).attachers?.length ?? 0;
  const x = host.x + host.width - 24 - (taken % 3) * 42;
  return modeler
    .get<Attach>('modeling')
    .createShape(shapeOf(modeler, step), { x, y: host.y + host.height }, host, { attach: true });
}
