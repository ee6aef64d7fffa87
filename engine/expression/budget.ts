import { isBuiltin } from './builtins.ts';
import { PATTERN_FUNCTIONS, patternProblem } from './pattern.ts';
import { argumentsOf, calledName, childrenOf, type Node, nameOf, parametersOf } from './syntax.ts';
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
export function budgetProblem(tree: Node, source: string, functions: ReadonlySet<string>): string | undefined {
  const problem = inspect(tree, source, { depth: 0, loops: 0, functions });
  if (problem !== undefined) return problem;
  const { c, d } = workOf(tree, source, functions);
  return d > MOST_DEGREE || c > MOST_WORK
    ? '表达式的计算量没有上限（循环或拼接太多），可能卡住系统，请简化。'
    : undefined;
}

/** Where a node stands: how deep, inside how many loops, and which functions may be called there by name. */
interface Place {
  readonly depth: number;
  readonly loops: number;
  readonly functions: ReadonlySet<string>;
}

function inspect(node: Node, source: string, place: Place): string | undefined {
  if (place.depth > DEEPEST) return `表达式嵌套超过 ${DEEPEST} 层，请拆成几步。`;
  if (place.loops > MOST_NESTED_LOOPS) return `循环套循环超过 ${MOST_NESTED_LOOPS} 层，请拆成几步。`;
  const problem = check(node, source, place.functions);
  if (problem !== undefined) return problem;
  const defined = new Set(place.functions);
  if (node.name === 'FunctionDefinition') for (const name of parametersOf(node, source)) defined.delete(name);
  for (const [index, child] of childrenOf(node).entries()) {
    const found = inspect(child, source, {
      depth: place.depth + 1,
      loops: place.loops + loopsAround(node, index, source),
      functions: defined,
    });
    if (found !== undefined) return found;
    const name = definedBy(child, source);
    if (name !== undefined) defined.add(name);
  }
  return undefined;
}

/** The function that a context entry defines for the entries after it; not for itself: nothing calls itself. */
function definedBy(entry: Node, source: string): string | undefined {
  if (entry.name !== 'ContextEntry') return undefined;
  const [name, value] = childrenOf(entry);
  return name && value?.name === 'FunctionDefinition' ? nameOf(name, source).replaceAll('"', '') : undefined;
}

/** Functions that run a function on every item, and how many loops that makes. */
const TAKING: ReadonlyMap<string, number> = new Map([
  ['sort', 2],
  ['list replace', 1],
]);

/** How many loops a node runs its child in: a filter its test, a `for` its body, `sort` its order. */
function loopsAround(node: Node, child: number, source: string): number {
  const children = childrenOf(node);
  if (node.name === 'FunctionInvocation' && children[child]?.name.endsWith('Parameters')) {
    const taken = argumentsOf(node, source).some(({ value }) => value.name === 'FunctionDefinition');
    return taken ? (TAKING.get(calledName(node, source) ?? '') ?? 0) : 0;
  }
  if (node.name === 'FilterExpression') return child === 2 && children[2]?.name !== 'NumericLiteral' ? 1 : 0;
  const lists = children.find(({ name }) => name === 'InExpressions');
  return lists ? childrenOf(lists).length : 0;
}

function check(node: Node, source: string, functions: ReadonlySet<string>): string | undefined {
  switch (node.name) {
    case 'FunctionDefinition':
      return checkDefinition(node, source);
    case 'SimplePositiveUnaryTest': {
      let parent = node.parent;
      while (parent?.name === 'ParenthesizedExpression') parent = parent.parent;
      const tested = ['PositiveUnaryTest', 'FilterExpression'].includes(parent?.name ?? '');
      const bare = node.firstChild?.name === 'CompareOp' && !tested;
      return bare ? '比较符号左边缺少内容，或连写了两个比较符号（相等只写一个“=”）。' : undefined;
    }
    case 'FunctionInvocation':
      return checkCall(node, source, functions);
    case 'VariableName': {
      const name = nameOf(node, source);
      if (PATTERN_FUNCTIONS.has(name) && node.parent?.name !== 'FunctionInvocation')
        return `函数“${name}”只能直接调用。`;
      if (functions.has(name) && node.parent?.name !== 'FunctionInvocation') return `函数“${name}”只能直接调用。`;
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

/** A function is defined where its calls can be seen: as an entry of a context, or as the argument of `sort`. */
function checkDefinition(node: Node, source: string): string | undefined {
  if (childrenOf(node).some((child) => child.name === 'external')) return '函数只能用表达式写成，不能引用外部程序。';
  const { parent } = node;
  if (parent?.name === 'ContextEntry') return undefined;
  const call = parent?.name === 'NamedParameter' ? parent.parent?.parent : parent?.parent;
  const taken = call?.name === 'FunctionInvocation' && TAKING.has(calledName(call, source) ?? '');
  return taken ? undefined : '函数只能定义成上下文的一项，或直接写在 sort、list replace 的参数里。';
}

function checkCall(node: Node, source: string, functions: ReadonlySet<string>): string | undefined {
  const name = calledName(node, source);
  if (name === undefined) return '只能按名称调用函数。';
  const special = node.firstChild?.name === 'SpecialFunctionName';
  if (functions.has(name)) return undefined;
  if (!special && !isBuiltin(name) && !(townNames as readonly string[]).includes(name))
    return `没有名为“${name}”的函数。`;
  if (TAKING.has(name)) return checkTaking(name, node, source);
  const pattern = PATTERN_FUNCTIONS.get(name);
  if (!pattern) return undefined;
  const given = argumentsOf(node, source).find((argument, index) =>
    argument.name === undefined ? index === pattern.position : argument.name === pattern.name,
  );
  if (given?.value.name !== 'StringLiteral') return `函数“${name}”的匹配规则必须直接写成文字。`;
  const found = patternProblem(source.slice(given.value.from + 1, given.value.to - 1).replaceAll('\\\\', '\\'));
  return found === undefined ? undefined : `${found}（函数“${name}”）。`;
}

/** What `sort` and `list replace` call must stand there: a function that comes from elsewhere would not be weighed. */
function checkTaking(name: string, node: Node, source: string): string | undefined {
  const given = argumentsOf(node, source);
  const value = (given.find((one) => ['precedes', 'match', 'position'].includes(one.name ?? '')) ?? given[1])?.value;
  if (value?.name === 'FunctionDefinition') return undefined;
  const number = ['NumericLiteral', 'ArithmeticExpression', 'VariableName'].includes(value?.name ?? '');
  return number && name !== 'sort' && !source.includes('function')
    ? undefined
    : `函数“${name}”的第二个参数必须直接写成 function(…)。`;
}
