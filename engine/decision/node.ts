import type { ModdleElement } from '../compile/moddle.ts';
import type { Bound } from './functions.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import type { Type, Types } from './types.ts';

/** What every element of a requirement graph is known by. */
interface Named {
  readonly id: string;
  /** Names by which those that require it read its value: the name of its variable, its own name, its id. */
  readonly names: readonly [variable: string, ...others: string[]];
  /** Longest way down from here. */
  readonly depth: number;
}

/** Input data: a value from outside. */
export interface InputNode extends Named {
  readonly kind: 'input';
  readonly type: Type;
  read(session: Session): unknown;
}

export interface DecisionNode extends Named {
  readonly kind: 'decision';
  readonly title: string;
  readonly type: Type;
  /** Process variables that it and what it requires read. */
  readonly reads: readonly string[];
  readonly requires: readonly (InputNode | DecisionNode)[];
  compute(session: Session): Outcome;
}

/** A business knowledge model or a decision service: what FEEL and invocations may call. */
export interface FunctionNode extends Named {
  readonly kind: 'function';
  readonly reads: readonly string[];
  readonly parameters: readonly string[];
  bind(session: Session): Bound;
}

export interface ServiceNode extends FunctionNode {
  readonly title: string;
  readonly service: true;
  /** Evaluates the service for the process: input data and input decisions are read from its variables. */
  compute(session: Session): Outcome;
}

export type Node = InputNode | DecisionNode | FunctionNode | ServiceNode;

/** What the compilers of nodes need of the file around them. */
export interface Graph {
  readonly types: Types;
  /** The node of a reference (`#id`); undefined when there is none that works, which was reported if it is there at all. */
  resolve(reference: ModdleElement | undefined): Node | undefined;
  report(element: ModdleElement, message: string, remedy: string): void;
}

/** Requirements deeper than this are refused: nobody can follow them, and every level takes stack. */
export const DEEPEST_GRAPH = 32;

export const titleOf = (element: ModdleElement): string => element.name || element.id || '未命名';

/** Names of an element and of its variable. */
export const namesOf = (element: ModdleElement): Named['names'] => {
  const variable: string = element.variable?.name || titleOf(element);
  return [variable, ...[element.name, element.id].filter((name) => name && name !== variable)] as Named['names'];
};

export const depthOf = (nodes: readonly Named[]): number => 1 + Math.max(0, ...nodes.map(({ depth }) => depth));

/** The text of a reference without its `#`. */
export const idOf = (reference: ModdleElement | undefined): string => String(reference?.href ?? '').replace(/^#/, '');
