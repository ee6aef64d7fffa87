import { is, type ModdleElement } from '../compile/moddle.ts';
import type { Finding } from '../compile/parse-messages.ts';
import { compileDecision } from './decision.ts';
import { compileInputData } from './input-data.ts';
import { compileKnowledge } from './knowledge.ts';
import { DEEPEST_GRAPH, type Graph, idOf, type Node, titleOf } from './node.ts';
import { compileService } from './service.ts';
import { compileTypes } from './types.ts';

const compilers: Readonly<Record<string, (element: ModdleElement, graph: Graph) => Node | undefined>> = {
  'dmn:Decision': compileDecision,
  'dmn:InputData': compileInputData,
  'dmn:BusinessKnowledgeModel': compileKnowledge,
  'dmn:DecisionService': compileService,
};

const KINDS: Readonly<Record<string, string>> = {
  'dmn:Decision': '决策',
  'dmn:InputData': '输入数据',
  'dmn:BusinessKnowledgeModel': '业务知识模型',
  'dmn:DecisionService': '决策服务',
};

const called = (element: ModdleElement): string => `${KINDS[element.$type] ?? ''}“${titleOf(element)}”`;

const where = (element: ModdleElement) => ({
  ...(element.id === undefined ? {} : { element: element.id }),
  ...(element.name ? { name: element.name } : {}),
});

/** Compiles a requirement graph: every element once, what it requires first. Circles and what leads nowhere are reported. */
export function compileGraph(definitions: ModdleElement, report: (finding: Finding) => void): readonly Node[] {
  const elements: readonly ModdleElement[] = definitions.drgElement ?? [];
  const drawn = new Map(
    elements.filter(({ $type }) => compilers[$type]).map((element) => [element.id, element] as const),
  );
  const nodes = new Map<string, Node | undefined>();
  const underway: string[] = [];
  const fail = (element: ModdleElement, message: string, remedy: string) =>
    report({ ...where(element), property: 'decision', message, remedy });
  const types = compileTypes(definitions.itemDefinition ?? [], (definition, message) =>
    report({
      ...where(definition),
      property: 'type',
      message: `类型“${titleOf(definition)}”${message}`,
      remedy: '修改类型',
    }),
  );
  const compile = (id: string): Node | undefined => {
    const element = drawn.get(id);
    if (!element || nodes.has(id)) return nodes.get(id);
    if (underway.includes(id)) {
      const message = `${called(element)}绕了一圈又需要自己的结果，永远算不出来。`;
      report({ ...where(element), message, remedy: '断开循环' });
      return undefined;
    }
    if (underway.length >= DEEPEST_GRAPH) {
      fail(element, `${called(element)}在依赖的第 ${DEEPEST_GRAPH} 层以下，层数太多。`, '减少层数');
      return undefined;
    }
    underway.push(id);
    const node = compilers[element.$type]?.(element, graph);
    underway.pop();
    nodes.set(id, node);
    return node;
  };
  const graph: Graph = { types, resolve: (reference) => compile(idOf(reference)), report: fail };
  for (const element of elements.filter((one) => compilers[one.$type])) {
    if (element.id === undefined) {
      report({
        message: `${called(element)}没有编号，${is(element, 'dmn:Decision') ? '流程' : '决策'}无法引用。`,
        remedy: '填写编号',
      });
    } else compile(element.id);
  }
  return [...nodes.values()].filter((node) => node !== undefined);
}
