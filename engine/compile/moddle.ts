/**
 * An element as bpmn-moddle and dmn-moddle read it. Properties are those of the schema (`outgoing`, `sourceRef` …), with
 * references resolved to elements.
 */
export interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly name?: string;
  $instanceOf?(type: string): boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the schema, not TypeScript, says what an element has.
  readonly [property: string]: any;
}

/** Whether the element is of this type or derived from it: `is(task, 'bpmn:Activity')`. Generic extension elements are not. */
export const is = (element: ModdleElement | undefined, type: string): boolean =>
  element !== undefined && (element.$instanceOf ? element.$instanceOf(type) : element.$type === type);

/** The first extension element of a type: `extension(task, 'zeebe:AssignmentDefinition')`. */
export function extension(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensions(element, type)[0];
}

/** All extension elements of a type, in document order. */
export function extensions(element: ModdleElement, type: string): readonly ModdleElement[] {
  const values: readonly ModdleElement[] = element.extensionElements?.values ?? [];
  return values.filter((value) => value.$type === type);
}

/** Every element below (and with) this one in document order: containment only, references are not followed. */
export function descend(element: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  collect(element, found);
  return found;
}

function collect(element: ModdleElement, found: ModdleElement[]): void {
  found.push(element);
  for (const name of Object.keys(element)) {
    if (name.startsWith('$')) continue;
    const value: unknown = element[name];
    for (const child of Array.isArray(value) ? value : [value])
      if (isElement(child) && child.$parent === element) collect(child, found);
  }
}

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;
