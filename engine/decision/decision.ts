import type { ModdleElement } from '../compile/moddle.ts';
import { compileLogic } from './boxed/index.ts';
import { without } from './logic.ts';
import { type DecisionNode, depthOf, type Graph, namesOf, titleOf } from './node.ts';
import { placeOf } from './place.ts';
import { readRequirements, readsOf, requiredScope } from './requirements.ts';
import { fitted } from './types.ts';

/**
 * Compiles a decision. The results of what it requires are known by the names of their variables, their own names and their
 * ids; any other name is a process variable. Undefined when there were problems, which were reported.
 */
export function compileDecision(element: ModdleElement, graph: Graph): DecisionNode | undefined {
  const id = element.id ?? '';
  let sound = true;
  const report = (message: string, remedy: string) => {
    sound = false;
    graph.report(element, message, remedy);
  };
  const title = `决策“${titleOf(element)}”`;
  const required = readRequirements(element, graph, (message, remedy) => report(`${title}${message}`, remedy));
  const base = { decision: id, types: graph.types, report, compile: compileLogic };
  const place = placeOf(base, title, required?.names ?? { values: new Set(), functions: new Map() });
  const logic = compileLogic(element.decisionLogic, place);
  const type = place.type('的结果', element.variable?.typeRef);
  if (!sound || !logic || !required) return undefined;
  const free = without(logic.reads, required.names.values);
  return {
    kind: 'decision',
    id,
    title: titleOf(element),
    names: namesOf(element),
    type,
    depth: depthOf([...required.values, ...required.functions]),
    reads: [...new Set([...free, ...readsOf(required)])].sort(),
    requires: required.values,
    compute(session) {
      const scope = new Map(requiredScope(required, session));
      for (const name of free) {
        if (Object.hasOwn(session.variables, name)) scope.set(name, session.variables[name] ?? null);
      }
      const outcome = logic.evaluate(scope, session);
      const value = fitted(type, outcome.value, `the result of “${id}”`, id, session.world);
      const read = logic.reads.map((name) => [name, scope.get(name) ?? null] as const);
      return { inputs: Object.fromEntries(read), ...outcome, value };
    },
  };
}
