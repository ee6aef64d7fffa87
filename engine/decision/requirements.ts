import type { ModdleElement } from '../compile/moddle.ts';
import type { Names, Scope } from './logic.ts';
import { type DecisionNode, type FunctionNode, type Graph, type InputNode, idOf, type Node } from './node.ts';
import type { Session } from './session.ts';

/** What an element requires. */
export interface Requirements {
  readonly values: readonly (InputNode | DecisionNode)[];
  readonly functions: readonly FunctionNode[];
  readonly names: Names;
}

/** Reads the requirements of an element; `problem` hears of those that lead nowhere. Undefined when there are such. */
export function readRequirements(
  element: ModdleElement,
  graph: Graph,
  problem: (message: string, remedy: string) => void,
): Requirements | undefined {
  const information: readonly ModdleElement[] = element.informationRequirement ?? [];
  const knowledge: readonly ModdleElement[] = element.knowledgeRequirement ?? [];
  let sound = true;
  const find = <K extends Node['kind']>(reference: ModdleElement, kind: K, what: string) => {
    const node = graph.resolve(reference);
    if (node?.kind === kind) return [node as Extract<Node, { kind: K }>];
    sound = false;
    problem(`${what.replace('…', `“${idOf(reference)}”`)}，但本文件里没有可用的这个${NAMES[kind]}。`, '改正依赖');
    return [];
  };
  const values = information.flatMap(({ requiredDecision, requiredInput }) => [
    ...(requiredDecision ? find(requiredDecision, 'decision', '需要决策…的结果') : []),
    ...(requiredInput ? find(requiredInput, 'input', '需要输入数据…') : []),
  ]);
  const functions = knowledge.flatMap(({ requiredKnowledge }) =>
    requiredKnowledge ? find(requiredKnowledge, 'function', '需要…') : [],
  );
  const owners = new Map<string, string>();
  for (const { id, names } of [...values, ...functions]) {
    const name = names[0];
    if ((owners.get(name) ?? id) !== id) {
      sound = false;
      problem(`需要的两项都叫“${name}”，分不清是哪一个。`, '修改名称');
    }
    owners.set(name, id);
  }
  if (!sound) return undefined;
  return {
    values,
    functions,
    names: {
      values: new Set(values.flatMap(({ names }) => names)),
      functions: new Map(
        functions.flatMap(({ names, parameters }) => names.map((name) => [name, parameters] as const)),
      ),
    },
  };
}

const NAMES: Readonly<Record<Node['kind'], string>> = {
  decision: '决策',
  input: '输入数据',
  function: '业务知识模型或决策服务',
};

/** The values and functions that are required, by every name they have. */
export function requiredScope({ values, functions }: Requirements, session: Session): Scope {
  const scope = new Map<string, unknown>();
  const put = (names: readonly string[], value: unknown) => {
    for (const name of names.toReversed()) if (!scope.has(name) || name === names[0]) scope.set(name, value);
  };
  for (const node of functions) put(node.names, node.bind(session));
  for (const node of values) put(node.names, node.kind === 'input' ? node.read(session) : session.result(node));
  return scope;
}

/** Process variables that requirements read. */
export const readsOf = ({ values, functions }: Requirements): string[] => [
  ...values.flatMap((node) => (node.kind === 'input' ? node.names : node.reads)),
  ...functions.flatMap(({ reads }) => reads),
];
