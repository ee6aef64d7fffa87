/** The few services of bpmn-js that the designer uses, as narrow as it uses them. */
import type BpmnModeler from 'bpmn-js/lib/Modeler.js';

export type Modeler = BpmnModeler;

/** An element of the moddle tree: typed by its schema, not by TypeScript. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type ModdleElement = any;

export interface Element {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: Element;
  readonly host?: Element;
  readonly source?: Element;
  readonly target?: Element;
  readonly incoming?: readonly Element[];
  readonly outgoing?: readonly Element[];
  readonly attachers?: readonly Element[];
  readonly labelTarget?: Element;
  /** Of a line. */
  readonly waypoints?: unknown;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Moddle {
  create(type: string, properties: object): ModdleElement;
}

export interface Modeling {
  createShape(
    shape: Element,
    position: { x: number; y: number },
    target: Element,
    hints?: { readonly attach?: boolean },
  ): Element;
  updateProperties(element: Element, properties: object): void;
  updateModdleProperties(element: Element, moddleElement: unknown, properties: object): void;
  removeElements(elements: readonly Element[]): void;
}

export interface CommandStack {
  execute(command: string, context: object): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export interface Selection {
  get(): readonly Element[];
  select(element: Element | readonly Element[] | null): void;
}

export interface ElementRegistry {
  get(id: string): Element | undefined;
  filter(test: (element: Element) => boolean): readonly Element[];
}

export interface Canvas {
  zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
  getRootElement(): Element;
  scrollToElement(
    element: Element | string,
    padding?: number | { top: number; left: number; bottom: number; right: number },
  ): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
  focus(): void;
}

export interface EventBus {
  on(
    events: string | readonly string[],
    handler: (event: { element?: Element; newSelection?: readonly Element[] }) => void,
  ): void;
  off(events: string | readonly string[], handler: unknown): void;
}

export interface Overlays {
  add(
    element: string,
    kind: string,
    overlay: { position: { top?: number; right?: number; left?: number; bottom?: number }; html: HTMLElement },
  ): string;
  remove(filter: { type: string }): void;
}
