import { parseExpression, parseUnaryTests } from 'feelin';

/** How FEEL is read: `expression` gives any value; `unary` is a cell of a decision table, tested against the variable `?`. */
export type Mode = 'expression' | 'unary';

export type Tree = ReturnType<typeof parseExpression>;
export type Node = Tree['topNode'];

/**
 * The syntax tree of a source. Names are read as they stand, whichever variables exist at run time; only declared names
 * may contain operators (`Pre-bureau risk`).
 */
export function parseFeel(source: string, mode: Mode, declared: Iterable<string> = []): Tree {
  const context = Object.fromEntries([...declared].map((name) => [name, null]));
  return mode === 'unary' ? parseUnaryTests(source, context, undefined) : parseExpression(source, context, undefined);
}

/** Children of a node without comments. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isSkipped && !child.name.endsWith('Comment')) children.push(child);
  }
  return children;
}

/** A name as feelin looks it up: its words joined by single spaces. */
export const nameOf = (node: Node, source: string): string =>
  source.slice(node.from, node.to).replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();

/** The name of the function that a FunctionInvocation calls; undefined when the target is no name. */
export function calledName(node: Node, source: string): string | undefined {
  const target = node.firstChild;
  return target && (target.name === 'VariableName' || target.name === 'SpecialFunctionName')
    ? nameOf(target, source)
    : undefined;
}

/** The arguments of an invocation by position or, where they are named, by name. */
export function argumentsOf(node: Node, source: string): { readonly name?: string; readonly value: Node }[] {
  const list = childrenOf(node).find((child) => child.name.endsWith('Parameters'));
  if (!list) return [];
  if (list.name === 'PositionalParameters') return childrenOf(list).map((value) => ({ value }));
  return childrenOf(list).map((parameter) => {
    const [name, value] = childrenOf(parameter);
    return { name: name ? nameOf(name, source) : '', value: value ?? parameter };
  });
}

/** Names of the parameters of a FunctionDefinition. */
export function parametersOf(node: Node, source: string): string[] {
  const list = childrenOf(node).find((child) => child.name === 'FormalParameters');
  return (list ? childrenOf(list) : []).map((parameter) => nameOf(childrenOf(parameter)[0] ?? parameter, source));
}

/** zh-CN text for the first place that is no FEEL, or undefined. */
export function syntaxProblem(tree: Tree, source: string): string | undefined {
  let problem: string | undefined;
  tree.iterate({
    enter(node) {
      if (problem !== undefined) return false;
      if (!node.type.isError) return undefined;
      const rest = source.slice(node.from).trim();
      problem =
        rest === ''
          ? '表达式不完整，结尾缺少内容。'
          : `表达式在第 ${node.from + 1} 个字“${rest.slice(0, 12)}”处写错了，无法理解。`;
      return false;
    },
  });
  return problem;
}
