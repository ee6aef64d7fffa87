import type { ModdleElement } from '../../compile/moddle.ts';
import { isBuiltin } from '../../expression/builtins.ts';
import { townNames } from '../../expression/town.ts';
import type { Bound } from '../functions.ts';
import { type Logic, type Place, type Scope, without } from '../logic.ts';
import type { Session } from '../session.ts';

/** A boxed invocation of a knowledge model, a decision service, a function of the context or one of FEEL, by named parameters. */
export function compileInvocation(element: ModdleElement, place: Place): Logic | undefined {
  const name = String(element.calledFunction?.text ?? '').trim();
  const bindings = compileBindings(element.binding ?? [], place);
  if (!bindings) return undefined;
  const parameters = place.names.functions.get(name);
  const call = parameters ? callOf(name, parameters, bindings, place) : builtinCall(name, bindings, place);
  if (!call) return undefined;
  return {
    reads: without(
      bindings.flatMap(({ logic }) => logic.reads),
      new Set(),
    ),
    evaluate(scope, session) {
      const values = bindings.map(({ parameter, logic }) => [parameter, logic.evaluate(scope, session).value] as const);
      return { inputs: Object.fromEntries(values), ...call(new Map(values), scope, session) };
    },
  };
}

interface Binding {
  readonly parameter: string;
  readonly logic: Logic;
}

type Call = (given: Scope, scope: Scope, session: Session) => ReturnType<Logic['evaluate']>;

function compileBindings(drawn: readonly ModdleElement[], place: Place): readonly Binding[] | undefined {
  const bindings = drawn.map(({ parameter, bindingFormula }) => {
    const name: string = parameter?.name ?? '';
    return { parameter: name, logic: place.inside(`的参数“${name}”`).logic(bindingFormula) };
  });
  return bindings.every((binding): binding is Binding => binding.logic !== undefined) ? bindings : undefined;
}

function callOf(
  name: string,
  parameters: readonly string[],
  bindings: readonly Binding[],
  place: Place,
): Call | undefined {
  const given = bindings.map(({ parameter }) => parameter);
  const missing = parameters.find((parameter) => given.filter((one) => one === parameter).length !== 1);
  const unknown = given.find((one) => !parameters.includes(one));
  if (missing !== undefined) place.problem(`调用“${name}”时，参数“${missing}”没有或重复。`, '填写参数');
  if (unknown !== undefined) place.problem(`调用“${name}”时多了参数“${unknown}”。`, '删除参数');
  if (missing !== undefined || unknown !== undefined) return undefined;
  return (values, scope) => {
    const { value, matched } = (scope.get(name) as Bound).call(parameters.map((one) => values.get(one)));
    return { value, ...(matched ? { matched } : {}) };
  };
}

function builtinCall(name: string, bindings: readonly Binding[], place: Place): Call | undefined {
  if (!isBuiltin(name) && !(townNames as readonly string[]).includes(name)) {
    place.problem(`调用的“${name.slice(0, 40)}”不是已有的函数、业务知识模型或决策服务。`, '改正调用');
    return undefined;
  }
  const named = bindings.map(({ parameter }) => `${parameter}: ${parameter}`).join(', ');
  const term = place
    .inside('', { values: new Set(bindings.map(({ parameter }) => parameter)) })
    .feel(`调用“${name}”`, `${name}(${named})`, 'expression');
  return term && ((values, _, session) => ({ value: term.evaluate(values, session) }));
}
