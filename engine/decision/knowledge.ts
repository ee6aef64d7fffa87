import type { ModdleElement } from '../compile/moddle.ts';
import { compileLogic } from './boxed/index.ts';
import { compileFunction } from './functions.ts';
import { depthOf, type FunctionNode, type Graph, namesOf, titleOf } from './node.ts';
import { placeOf } from './place.ts';
import { readRequirements, requiredScope } from './requirements.ts';

/** Compiles a business knowledge model: it sees its parameters and the models and services it requires, nothing else. */
export function compileKnowledge(element: ModdleElement, graph: Graph): FunctionNode | undefined {
  const id = element.id ?? '';
  let sound = true;
  const report = (message: string, remedy: string) => {
    sound = false;
    graph.report(element, message, remedy);
  };
  const title = `业务知识模型“${titleOf(element)}”`;
  const required = readRequirements(element, graph, (message, remedy) => report(`${title}${message}`, remedy));
  const base = { decision: id, types: graph.types, report, compile: compileLogic };
  const place = placeOf(base, title, required?.names ?? { values: new Set(), functions: new Map() });
  if (!element.encapsulatedLogic) {
    place.problem('还没有内容，无法调用。', '填写内容');
    return undefined;
  }
  const logic = compileFunction(element.encapsulatedLogic, place);
  for (const name of logic?.reads ?? []) {
    place.problem(`用到了“${name.slice(0, 40)}”，但它不是参数。`, '增加参数');
  }
  if (!sound || !logic || !required) return undefined;
  return {
    kind: 'function',
    id,
    names: namesOf(element),
    depth: depthOf(required.functions),
    reads: [...new Set(required.functions.flatMap(({ reads }) => reads))],
    parameters: logic.parameters.map(({ name }) => name),
    bind: (session) => logic.bind(requiredScope(required, session), session),
  };
}
