import { FeelFunction } from 'feelin';
import type { ModdleElement } from '../compile/moddle.ts';
import { OverLimit } from '../expression/builtins.ts';
import { extentOf } from '../expression/json.ts';
import { LONGEST_RESULT } from '../expression/weight.ts';
import { type Place, type Scope, without } from './logic.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import { fitted, type Type } from './types.ts';

export interface Parameter {
  readonly name: string;
  readonly type: Type;
}

/** A function in one evaluation: FEEL calls it, and an invocation sees which rules matched inside. */
export class Bound extends FeelFunction {
  readonly call: (given: readonly unknown[]) => Outcome;
  constructor(parameters: readonly Parameter[], call: (given: readonly unknown[]) => Outcome) {
    super(
      (...given: unknown[]) => limited(call(given).value),
      parameters.map(({ name }) => name),
    );
    this.call = call;
  }
}

/** FEEL around a call was weighed with results of this length at most. */
function limited(value: unknown): unknown {
  if (extentOf(value).longest <= LONGEST_RESULT) return value;
  throw new OverLimit(`a result of at most ${LONGEST_RESULT} items or characters from a function`);
}

/** A compiled function definition. */
export interface FunctionLogic {
  readonly parameters: readonly Parameter[];
  /** Names that the body reads from around the function. */
  readonly reads: readonly string[];
  bind(scope: Scope, session: Session): Bound;
}

/** Compiles a function definition: FEEL parameters and a boxed expression. Java and PMML are refused. */
export function compileFunction(element: ModdleElement, place: Place): FunctionLogic | undefined {
  if (element.kind !== undefined && element.kind !== 'FEEL') {
    place.problem('的函数不是用 FEEL 写的，不能执行外部程序。', '改用表达式');
    return undefined;
  }
  const formal: readonly ModdleElement[] = element.formalParameter ?? [];
  const parameters = formal.map(({ name = '', typeRef }) => ({ name, type: place.type(`的参数“${name}”`, typeRef) }));
  const names = new Set(parameters.map(({ name }) => name));
  if (names.has('') || names.size < parameters.length) {
    place.problem('的函数参数没有名称或重名。', '填写参数名称');
    return undefined;
  }
  const logic = place.inside('', { values: names }).logic(element.body);
  if (!logic) return undefined;
  return {
    parameters,
    reads: without(logic.reads, names),
    bind: (scope, session) =>
      new Bound(parameters, (given) => {
        const values = parameters.map(({ name, type }, index) => [
          name,
          fitted(type, given[index], `parameter “${name}”`, place.decision, session.world),
        ]) as readonly (readonly [string, unknown])[];
        const outcome = logic.evaluate(new Map([...scope, ...values]), session);
        return { inputs: Object.fromEntries(values), ...outcome };
      }),
  };
}
