import type { Expression } from '../../model/expression.ts';

/** An element of the model as the parser gives it: properties of the schema, references resolved. */
export interface ModelElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the schema, not TypeScript, says what an element has.
  readonly [property: string]: any;
}

/** Event definitions inside the event and by reference. */
export const definitionsOf = (element: ModelElement): readonly ModelElement[] => [
  ...(element.eventDefinitions ?? []),
  ...(element.eventDefinitionRef ?? []),
];

/** What an element's definition is read from. Whatever does not compile becomes a problem at the named property. */
export interface Source {
  readonly element: ModelElement;
  /** The event definition of an event that has one. */
  readonly definition: ModelElement | undefined;
  /** First extension element of a type (`zeebe:TaskDefinition`) of the element, or of another one. */
  extension(type: string, of?: ModelElement): ModelElement | undefined;
  /** `=…` is FEEL, anything else the text itself; undefined when there is no text. */
  value(text: string | undefined, property: string): Expression | undefined;
  /** FEEL, with or without `=`. */
  feel(text: string | undefined, property: string): Expression;
}
