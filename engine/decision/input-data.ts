import type { ModdleElement } from '../compile/moddle.ts';
import type { Variables } from '../model/variables.ts';
import { type Graph, type InputNode, namesOf, titleOf } from './node.ts';
import { fitted } from './types.ts';

/** Input data: the process variable of its name, or else of its id; checked against its type. */
export function compileInputData(element: ModdleElement, graph: Graph): InputNode {
  const id = element.id ?? '';
  const names = namesOf(element);
  const type = graph.types.of(element.variable?.typeRef, (message) =>
    graph.report(element, `输入数据“${titleOf(element)}”：${message}`, '改正类型'),
  );
  return {
    kind: 'input',
    id,
    names,
    type,
    depth: 0,
    read(session) {
      const value = session.inputs.has(id) ? session.inputs.get(id) : variable(session.variables, names);
      return fitted(type, value, `input “${names[0]}”`, id, session.world);
    },
  };
}

export function variable(variables: Variables, names: readonly string[]): unknown {
  const name = names.find((one) => Object.hasOwn(variables, one));
  return name === undefined ? null : variables[name];
}
