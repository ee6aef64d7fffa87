import type { ModdleElement } from '../compile/moddle.ts';
import { Bound } from './functions.ts';
import { variable } from './input-data.ts';
import {
  type DecisionNode,
  depthOf,
  type Graph,
  type InputNode,
  idOf,
  type Node,
  namesOf,
  type ServiceNode,
  titleOf,
} from './node.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import { fitted } from './types.ts';

/**
 * Compiles a decision service (DMN 1.3, 6.3.9): the output decisions and all that they require up to the border of its
 * input data and input decisions. Called with the input data, then the input decisions, in the order drawn.
 */
export function compileService(element: ModdleElement, graph: Graph): ServiceNode | undefined {
  let sound = true;
  const problem = (message: string, remedy: string) => {
    sound = false;
    graph.report(element, `决策服务“${titleOf(element)}”${message}`, remedy);
  };
  const find = <K extends Node['kind']>(references: readonly ModdleElement[] = [], kind: K) =>
    references.flatMap((reference) => {
      const node = graph.resolve(reference);
      if (node?.kind === kind) return [node as Extract<Node, { kind: K }>];
      problem(`用到“${idOf(reference)}”，但本文件里没有可用的这一项。`, '改正依赖');
      return [];
    });
  const outputs = find(element.outputDecision, 'decision');
  const encapsulated = find(element.encapsulatedDecision, 'decision');
  const given = [...find(element.inputData, 'input'), ...find(element.inputDecision, 'decision')];
  if (sound && outputs.length === 0) problem('没有输出决策，得不到结果。', '选择输出决策');
  const border = new Set(given.map(({ id }) => id));
  const within = new Set([...outputs, ...encapsulated].map(({ id }) => id));
  for (const node of reachable(outputs, border)) {
    if (within.has(node.id)) continue;
    const kind = node.kind === 'input' ? '输入数据' : '内部决策或输入决策';
    problem(`要用到“${node.names[0]}”，但没有把它列为${kind}。`, '补上这一项');
  }
  if (!sound) return undefined;
  const parameters = given.map(({ names: [name], type }) => ({ name, type }));
  const call = (values: readonly unknown[], session: Session): Outcome => {
    const entries = given.map(({ id, names: [name], type }, index) => {
      const value = fitted(type, values[index], `input “${name}”`, element.id ?? '', session.world);
      return { id, name, value };
    });
    const known = new Map(entries.map(({ id, value }) => [id, value]));
    const inner = session.inside(known, known);
    const results = outputs.map((decision) => [decision.names[0], inner.result(decision)] as const);
    const inputs = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    return { inputs, value: results.length === 1 ? results[0]?.[1] : Object.fromEntries(results) };
  };
  const names = given.map((node) => node.names);
  return {
    kind: 'function',
    service: true,
    id: element.id ?? '',
    title: titleOf(element),
    names: namesOf(element),
    depth: depthOf(outputs),
    reads: [...new Set([...outputs.flatMap(({ reads }) => reads), ...names.flat()])].sort(),
    parameters: parameters.map(({ name }) => name),
    bind: (session) => new Bound(parameters, (values) => call(values, session)),
    compute: (session) =>
      call(
        names.map((some) => variable(session.variables, some)),
        session,
      ),
  };
}

/** What decisions require, down to and without the border. */
function reachable(from: readonly DecisionNode[], border: ReadonlySet<string>): Set<InputNode | DecisionNode> {
  const found = new Set<InputNode | DecisionNode>();
  const visit = (node: InputNode | DecisionNode) => {
    if (border.has(node.id) || found.has(node)) return;
    found.add(node);
    if (node.kind === 'decision') for (const next of node.requires) visit(next);
  };
  for (const node of from) visit(node);
  return found;
}
