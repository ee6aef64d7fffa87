import { isBuiltin } from './builtins.ts';
import { PATTERN_FUNCTIONS, patternProblem } from './pattern.ts';
import { argumentsOf, calledName, childrenOf, type Node, nameOf } from './syntax.ts';
import { townNames } from './town.ts';
import { LONGEST_RANGE, MOST_DEGREE, MOST_WORK, workOf } from './weight.ts';

const LONGEST = 2048;
const DEEPEST = 64;
const MOST_NESTED_LOOPS = 2;

/** zh-CN text for a source that is too long or too deep even to be parsed. */
export function sizeProblem(source: string): string | undefined {
  if (new TextEncoder().encode(source).length > LONGEST) return '表达式超过 2 KB，请拆成几步。';
  let depth = 0;
  for (const char of source) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth > DEEPEST) return `表达式的括号超过 ${DEEPEST} 层，请拆成几步。`;
  }
  return undefined;
}

/** zh-CN text for what makes a tree unfit: unknown functions, unbounded work, risky patterns. Undefined when it is fit. */
export function budgetProblem(tree: Node, source: string): string | undefined {
  const problem = inspect(tree, source, 0, 0);
  if (problem !== undefined) return problem;
  const { c, d } = workOf(tree, source);
  return d > MOST_DEGREE || c > MOST_WORK
    ? '表达式的计算量没有上限（循环或拼接太多），可能卡住系统，请简化。'
    : undefined;
}

function inspect(node: Node, source: string, depth: number, loops: number): string | undefined {
  if (depth > DEEPEST) return `表达式嵌套超过 ${DEEPEST} 层，请拆成几步。`;
  if (loops > MOST_NESTED_LOOPS) return `循环套循环超过 ${MOST_NESTED_LOOPS} 层，请拆成几步。`;
  const problem = check(node, source);
  if (problem !== undefined) return problem;
  const children = childrenOf(node);
  for (const [index, child] of children.entries()) {
    const found = inspect(child, source, depth + 1, loops + loopsAround(node, index));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many loops a node runs its child in: a filter its test, a `for` its body. */
function loopsAround(node: Node, child: number): number {
  const children = childrenOf(node);
  if (node.name === 'FilterExpression') return child === 2 && children[2]?.name !== 'NumericLiteral' ? 1 : 0;
  const lists = children.find(({ name }) => name === 'InExpressions');
  return lists ? childrenOf(lists).length : 0;
}

function check(node: Node, source: string): string | undefined {
  switch (node.name) {
    case 'FunctionDefinition':
      return '表达式里不能自己定义函数。';
    case 'SimplePositiveUnaryTest': {
      const tested = ['PositiveUnaryTest', 'FilterExpression'].includes(node.parent?.name ?? '');
      const bare = node.firstChild?.name === 'CompareOp' && !tested;
      return bare ? '比较符号左边缺少内容，或连写了两个比较符号（相等只写一个“=”）。' : undefined;
    }
    case 'FunctionInvocation':
      return checkCall(node, source);
    case 'VariableName': {
      const name = nameOf(node, source);
      if (PATTERN_FUNCTIONS.has(name) && node.parent?.name !== 'FunctionInvocation')
        return `函数“${name}”只能直接调用。`;
      return name === 'partial' ? '循环里不能使用“partial”。' : undefined;
    }
    case 'IterationContext':
    case 'Interval': {
      const [from, to] = childrenOf(node)
        .filter((child) => child.name === 'NumericLiteral')
        .map((child) => Number(source.slice(child.from, child.to)));
      const loop = node.name === 'IterationContext' || node.parent?.parent?.name === 'IterationContext';
      if (!loop || from === undefined || to === undefined) return undefined;
      return Math.abs(to - from) >= LONGEST_RANGE ? `循环的范围超过 ${LONGEST_RANGE} 个数。` : undefined;
    }
    default:
      return undefined;
  }
}

function checkCall(node: Node, source: string): string | undefined {
  const name = calledName(node, source);
  if (name === undefined) return '只能按名称调用函数。';
  const special = node.firstChild?.name === 'SpecialFunctionName';
  if (!special && !isBuiltin(name) && !(townNames as readonly string[]).includes(name))
    return `没有名为“${name}”的函数。`;
  const pattern = PATTERN_FUNCTIONS.get(name);
  if (!pattern) return undefined;
  const given = argumentsOf(node, source).find((argument, index) =>
    argument.name === undefined ? index === pattern.position : argument.name === pattern.name,
  );
  if (given?.value.name !== 'StringLiteral') return `函数“${name}”的匹配规则必须直接写成文字。`;
  const found = patternProblem(source.slice(given.value.from + 1, given.value.to - 1).replaceAll('\\\\', '\\'));
  return found === undefined ? undefined : `${found}（函数“${name}”）。`;
}
