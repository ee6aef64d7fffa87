import type { Moment } from './calendar.ts';
import type { Json, Variables } from './variables.ts';

/** A compiled FEEL expression. Compile-time budgets are already checked. */
export interface Expression {
  readonly source: string;
  /** Names of the variables it reads. */
  readonly reads: readonly string[];
  /** The value as JSON (dates and times as ISO strings, durations as ISO 8601). Throws `EvaluationError` with “Expected … but …”. */
  evaluate(variables: Variables, world: Moment): Json;
}

export class EvaluationError extends Error {
  readonly source: string;
  constructor(source: string, message: string) {
    super(message);
    this.name = 'EvaluationError';
    this.source = source;
  }
}

/** One evaluation of a decision: numbers (from 1) of the matched rules, evaluated inputs, output. */
export interface Evaluation {
  readonly decision: string;
  readonly inputs: Json;
  readonly matched: readonly number[];
  readonly output: Json;
}

/** Result of a decision, with the evaluations of the decisions it required on the way: each once, in order. */
export interface DecisionResult extends Evaluation {
  readonly required?: readonly Evaluation[];
}

/** A compiled DMN decision or decision service with what it requires. */
export interface Decision {
  readonly id: string;
  readonly name: string;
  readonly reads: readonly string[];
  evaluate(variables: Variables, world: Moment): DecisionResult;
}
