import type { ModdleElement } from '../compile/moddle.ts';
import type { Tested } from '../expression/index.ts';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError, type Expression } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';
import type { Reporter } from './logic.ts';

/** An input column of a decision table. */
export interface Input {
  readonly label: string;
  readonly expression: Expression;
  readonly type: string;
  readonly allowed: Expression | undefined;
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
};

/** Types of DMN whose values JSON holds as text. */
export const TESTED: Readonly<Record<string, Tested>> = {
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  'date and time': 'date and time',
  dayTimeDuration: 'duration',
  yearMonthDuration: 'duration',
};

/** Compiles an input column; its expression and allowed values. */
export function compileInput(clause: ModdleElement, index: number, { feel }: Reporter): Input {
  const source: string = clause.inputExpression?.text ?? '';
  const label: string = clause.label || source.trim() || `输入 ${index + 1}`;
  const type: string = clause.inputExpression?.typeRef ?? '';
  const allowed: string = clause.inputValues?.text ?? '';
  return {
    label,
    type,
    expression: feel(`的第 ${index + 1} 个输入列“${label}”`, source, 'expression') ?? NOTHING,
    allowed: allowed.trim() === '' ? undefined : feel(`的输入列“${label}”的可选值`, allowed, 'unary', TESTED[type]),
  };
}

/** Value of an input column; one of another type than the column's, or not among its allowed values, throws. */
export function inputValue(input: Input, variables: Variables, world: Moment): Json {
  const value = input.expression.evaluate(variables, world);
  const expected = TESTED[input.type] ? 'string' : JSON_TYPES[input.type];
  if (expected !== undefined && value !== null && typeof value !== expected) {
    const found = Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    throw new EvaluationError(
      input.expression.source,
      `Expected input “${input.label}” to be a ${input.type} but it was ${found}`,
    );
  }
  if (input.allowed && input.allowed.evaluate({ ...variables, '?': value }, world) !== true) {
    throw new EvaluationError(
      input.expression.source,
      `Expected input “${input.label}” to be one of ${input.allowed.source} but it was not`,
    );
  }
  return value;
}

/** Stands in for an input that was reported as wrong; it is never evaluated. */
const NOTHING: Expression = { source: '', reads: [], evaluate: () => null };
