import { argumentsOf, calledName, nameOf, type Tree } from './syntax.ts';

/** Functions that may be called besides FEEL's and the town's: the names of their parameters, by name. */
export type Functions = ReadonlyMap<string, readonly string[]>;

/** zh-CN text for a call whose arguments are not the parameters of its function: feelin would give null without a word. */
export function callProblem(tree: Tree, source: string, functions: Functions): string | undefined {
  let problem: string | undefined;
  const shadowed = new Set<string>();
  tree.iterate({
    enter({ name, node }) {
      if (problem !== undefined) return false;
      // A function that the expression defines itself under the same name is not the one outside.
      if (name === 'Key') shadowed.add(nameOf(node, source).replaceAll('"', ''));
      if (name !== 'FunctionInvocation') return undefined;
      const called = calledName(node, source) ?? '';
      const parameters = shadowed.has(called) ? undefined : functions.get(called);
      if (!parameters) return undefined;
      const given = argumentsOf(node, source);
      const named = given.filter((argument) => argument.name !== undefined).map((argument) => argument.name);
      const fits =
        given.length === parameters.length &&
        (named.length === 0 || parameters.every((parameter) => named.includes(parameter)));
      const expected = parameters.length === 0 ? '没有参数' : `的参数应是：${parameters.join('、')}`;
      if (!fits) problem = `函数“${called}”${expected}。`;
      return undefined;
    },
  });
  return problem;
}
