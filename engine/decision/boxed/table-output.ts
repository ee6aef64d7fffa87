import type { ModdleElement } from '../../compile/moddle.ts';
import { compileFeel } from '../../expression/feel.ts';
import { isUnfit } from '../../expression/index.ts';
import { EvaluationError } from '../../model/expression.ts';
import type { Place, Scope, Term } from '../logic.ts';
import type { Session } from '../session.ts';
import { fitted, type Type } from '../types.ts';

/** An output column. */
export interface Output {
  readonly name: string;
  readonly label: string;
  readonly type: Type;
  readonly allowed: Term | undefined;
  /** Allowed values, the most important first; the order of the policies “priority” and “output order”. */
  readonly order: readonly unknown[] | undefined;
  readonly otherwise: Term | undefined;
}

/** Compiles the output columns; several need names. */
export function compileOutputs(clauses: readonly ModdleElement[], place: Place): Output[] {
  if (clauses.length === 0) place.problem('没有输出列，得不到结果。', '添加输出列');
  const names = clauses.map(({ name = '' }) => name);
  if (names.some((name, index) => name !== '' && names.indexOf(name) < index)) {
    place.problem('有两个输出列重名，结果会互相覆盖。', '修改名称');
  }
  return clauses.map((clause, index) => {
    const name: string = clause.name ?? '';
    if (clauses.length > 1 && name === '')
      place.problem(`的第 ${index + 1} 个输出列没有名称，后面的步骤取不到它。`, '填写名称');
    const label = clause.label || name || `输出 ${index + 1}`;
    const type = place.type(`的输出列“${label}”`, clause.typeRef);
    const allowed: string = clause.outputValues?.text ?? '';
    const otherwise: string = clause.defaultOutputEntry?.text ?? '';
    return {
      name,
      label,
      type,
      allowed: allowed.trim() === '' ? undefined : place.feel(`的输出列“${label}”的可选值`, allowed, 'unary'),
      order: literals(allowed.trim() === '' ? (type.allowed ?? '') : allowed),
      otherwise:
        otherwise.trim() === '' ? undefined : place.feel(`的输出列“${label}”的默认值`, otherwise, 'expression'),
    };
  });
}

/** Value of an output cell; one of another type than the column's, or not among its allowed values, throws. */
export function outputValue(output: Output, cell: Term | undefined, scope: Scope, session: Session): unknown {
  const { name, label, type, allowed } = output;
  const source = cell?.source ?? name;
  const value = fitted(type, cell?.evaluate(scope, session), `output “${label}”`, source, session.world);
  if (!cell || !allowed || allowed.test(value, scope, session)) return value;
  throw new EvaluationError(source, `Expected output “${label}” to be one of ${allowed.source} but it was not`);
}

/** The values of a list that reads nothing. */
function literals(text: string): readonly unknown[] | undefined {
  const list = compileFeel(`[${text}]`, 'expression');
  if (text.trim() === '' || isUnfit(list) || list.reads.length > 0) return undefined;
  try {
    const value = list.evaluate(() => undefined, NO_MOMENT);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Allowed values are constants; they ask neither clock nor calendar. */
const NO_MOMENT: Session['world'] = {
  now: 0,
  calendar: {
    workdays: () => 0,
    calendarDays: () => 0,
    workhours: () => 0,
    isWorkday: () => true,
    provisional: () => false,
  },
};
