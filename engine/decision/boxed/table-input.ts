import type { ModdleElement } from '../../compile/moddle.ts';
import { EvaluationError } from '../../model/expression.ts';
import type { Place, Scope, Term } from '../logic.ts';
import type { Session } from '../session.ts';
import { fitted, type Type } from '../types.ts';

/** An input column of a decision table. */
export interface Input {
  readonly label: string;
  readonly expression: Term;
  readonly type: Type;
  readonly allowed: Term | undefined;
}

/** Compiles an input column: its expression, its type and its allowed values. */
export function compileInput(clause: ModdleElement, index: number, place: Place): Input | undefined {
  const source: string = clause.inputExpression?.text ?? '';
  const label: string = clause.label || source.trim() || `输入 ${index + 1}`;
  const allowed: string = clause.inputValues?.text ?? '';
  const expression = place.feel(`的第 ${index + 1} 个输入列“${label}”`, source, 'expression');
  const tests = allowed.trim() === '' ? undefined : place.feel(`的输入列“${label}”的可选值`, allowed, 'unary');
  const type = place.type(`的输入列“${label}”`, clause.inputExpression?.typeRef);
  return expression && { label, type, expression, allowed: tests };
}

/** Value of an input column; one of another type than the column's, or not among its allowed values, throws. */
export function inputValue({ label, type, expression, allowed }: Input, scope: Scope, session: Session): unknown {
  const { source } = expression;
  const value = fitted(type, expression.evaluate(scope, session), `input “${label}”`, source, session.world);
  if (!allowed || allowed.test(value, scope, session)) return value;
  throw new EvaluationError(source, `Expected input “${label}” to be one of ${allowed.source} but it was not`);
}
