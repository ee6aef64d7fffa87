import type { Tested } from '../expression/index.ts';
import type { Moment } from '../model/calendar.ts';
import type { DecisionResult, Expression } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';

/** The logic of one decision, given the variables and the results of the decisions it requires. */
export interface Logic {
  readonly reads: readonly string[];
  evaluate(variables: Variables, world: Moment): Omit<DecisionResult, 'decision'>;
}

/** Compiles FEEL inside a decision and reports what is wrong with it; `place` is zh-CN (“第 3 条规则的“金额”一格”). */
export type Feel = (
  place: string,
  source: string,
  mode: 'expression' | 'unary',
  tested?: Tested,
) => Expression | undefined;

/** What a compiler of decision logic reports with. */
export interface Reporter {
  /** Id of the decision. */
  readonly decision: string;
  readonly feel: Feel;
  problem(message: string, remedy: string): void;
}

/** An output column. */
export interface Output {
  readonly name: string;
  /** Allowed values, the most important first; the order of the policies “priority” and “output order”. */
  readonly order: readonly Json[] | undefined;
  readonly otherwise: Expression | undefined;
}
