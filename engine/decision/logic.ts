import type { ModdleElement } from '../compile/moddle.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import type { Type } from './types.ts';

/** FEEL values by name: variables, results of required decisions, parameters, entries; functions are `Bound`. */
export type Scope = ReadonlyMap<string, unknown>;

/** A compiled boxed expression. */
export interface Logic {
  /** Names that it reads from outside; not those of functions. */
  readonly reads: readonly string[];
  evaluate(scope: Scope, session: Session): Outcome;
}

/** Compiled FEEL in its place. */
export interface Term {
  readonly source: string;
  readonly reads: readonly string[];
  evaluate(scope: Scope, session: Session): unknown;
  /** Whether a value passes, for unary tests. */
  test(value: unknown, scope: Scope, session: Session): boolean;
}

/** Names that are known somewhere: values, and functions with the names of their parameters. */
export interface Names {
  readonly values: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, readonly string[]>;
}

/** Where logic is compiled: what is known there, and who hears what is wrong. Texts are zh-CN and follow the name of the place. */
export interface Place {
  /** Id of the decision or knowledge model. */
  readonly decision: string;
  readonly names: Names;
  problem(message: string, remedy: string): void;
  /** Compiles FEEL; `where` comes before the problem (“第 3 条规则的“金额”一格”). */
  feel(where: string, source: string, mode: 'expression' | 'unary'): Term | undefined;
  /** The type of a reference; any type when there is none, or when it is unknown and was reported. */
  type(where: string, reference: string | undefined): Type;
  /** Compiles a boxed expression of any kind. */
  logic(element: ModdleElement | undefined): Logic | undefined;
  /** A place inside this one; `names` are known besides. */
  inside(where: string, names?: Partial<Names>): Place;
}

/** What some logic reads without the names that it is given. */
export const without = (reads: Iterable<string>, given: { has(name: string): boolean }): string[] =>
  [...new Set(reads)].filter((name) => !given.has(name));
