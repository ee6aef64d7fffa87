/**
 * Reads and writes extension elements of a diagram element as undoable commands. The panel's sections stand on these few
 * functions; none of them touches the moddle tree behind the command stack's back.
 */
import type { Element, Moddle, ModdleElement, Modeler, Modeling } from './types.ts';

/** The business object (moddle element) of a diagram element. */
export const businessObject = (element: Element) => element.businessObject;

/** The first extension element of a type, e.g. `zeebe:AssignmentDefinition`. */
export const extension = (element: Element, type: string): ModdleElement => extensionOf(businessObject(element), type);

/** The same of any element of the moddle tree, e.g. of a loop. */
export const extensionOf = (holder: ModdleElement, type: string): ModdleElement =>
  holder?.extensionElements?.values?.find((value: { $type: string }) => value.$type === type);

/** Every extension element of a type, in document order. */
export const extensions = (element: Element, type: string): ModdleElement[] =>
  (businessObject(element).extensionElements?.values ?? []).filter((value: { $type: string }) => value.$type === type);

/**
 * Replaces all extension elements of one type by new ones with these properties; an empty list removes them.
 * One command, one undo.
 */
export function setExtensions(
  modeler: Modeler,
  element: Element,
  type: string,
  all: readonly Record<string, unknown>[],
  holder: ModdleElement = businessObject(element),
): void {
  const moddle = modeler.get<Moddle>('moddle');
  const modeling = modeler.get<Modeling>('modeling');
  const container = moddle.create('bpmn:ExtensionElements', { values: [] });
  container.$parent = holder;
  const kept = (holder.extensionElements?.values ?? []).filter((value: { $type: string }) => value.$type !== type);
  const made = all.map((properties) => build(moddle, type, properties));
  container.values = [...kept, ...made];
  for (const value of container.values) value.$parent = container;
  const extensionElements = container.values.length ? container : undefined;
  modeling.updateModdleProperties(element, holder, { extensionElements });
}

/** Sets properties on the one extension element of a type, making it when absent; it goes when nothing is left in it. */
export function updateExtension(
  modeler: Modeler,
  element: Element,
  type: string,
  properties: Record<string, unknown>,
  holder: ModdleElement = businessObject(element),
): void {
  const before = extensionOf(holder, type);
  const names = new Set([...Object.keys(before ? own(before) : {}), ...Object.keys(properties)]);
  const next: Record<string, unknown> = {};
  for (const name of names) {
    const value = name in properties ? properties[name] : before?.[name];
    if (value !== undefined && value !== '') next[name] = value;
  }
  setExtensions(modeler, element, type, Object.keys(next).length ? [next] : [], holder);
}

/** A formula as an element of the moddle tree; undefined when there is none. */
export function formula(modeler: Modeler, holder: ModdleElement, body: string): ModdleElement | undefined {
  if (body.trim() === '') return undefined;
  return Object.assign(modeler.get<Moddle>('moddle').create('bpmn:FormalExpression', { body }), { $parent: holder });
}

/** Sets or takes away the formula at a property of any element of the moddle tree; one undo. */
export const setFormula = (
  modeler: Modeler,
  element: Element,
  holder: ModdleElement,
  property: string,
  body: string,
): void =>
  modeler
    .get<Modeling>('modeling')
    .updateModdleProperties(element, holder, { [property]: formula(modeler, holder, body) });

/** The properties of a moddle element without moddle's own. */
function own(element: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(element).filter(([name]) => !name.startsWith('$')));
}

/** Makes a moddle element; `{ $type, … }` values inside are made too, with their parent set. */
function build(moddle: Moddle, type: string, properties: Record<string, unknown>): ModdleElement {
  const made = moddle.create(type, {});
  for (const [name, value] of Object.entries(properties)) {
    made[name] = Array.isArray(value) ? value.map((item) => child(moddle, made, item)) : child(moddle, made, value);
  }
  return made;
}

function child(moddle: Moddle, parent: unknown, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { $type, ...rest } = value as { $type: string } & Record<string, unknown>;
  const made = build(moddle, $type, own(rest));
  made.$parent = parent;
  return made;
}
