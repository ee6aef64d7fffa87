import { compileExpression, isUnfit, type Mode } from '../../../engine/expression/index.ts';
import type { Moment } from '../../../engine/model/calendar.ts';
import type { Expression } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';

const DAY = 86_400_000;

/** Monday 2026-11-23, 10:00 in Shanghai; a calendar without holidays that only counts. */
export const moment: Moment = {
  now: Date.parse('2026-11-23T10:00:00+08:00'),
  calendar: {
    workdays: (from, n) => from + n * DAY,
    calendarDays: (from, n) => from + 2 * n * DAY,
    workhours: (from, n) => from + n * 3_600_000,
    isWorkday: () => true,
    provisional: () => false,
  },
};

export function compiled(source: string, mode: Mode = 'expression'): Expression {
  const result = compileExpression(source, mode);
  if (isUnfit(result)) throw new Error(`Expected “${source}” to compile but: ${result.problem}`);
  return result;
}

export const value = (source: string, variables: Variables = {}): Json => compiled(source).evaluate(variables, moment);

/** Whether a cell of a decision table matches a value. */
export const matches = (cell: string, tested: Json, variables: Variables = {}): Json =>
  compiled(cell, 'unary').evaluate({ ...variables, '?': tested }, moment);

/** Why a source is refused; undefined when it is not. */
export function problem(source: string, mode: Mode = 'expression'): string | undefined {
  const result = compileExpression(source, mode);
  return isUnfit(result) ? result.problem : undefined;
}
