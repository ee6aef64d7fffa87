import { argumentsOf, calledName, childrenOf, type Node, nameOf, parametersOf } from './syntax.ts';

/** An upper bound c·nᵈ, where n is the longest list or text among the variables that an expression reads. */
export interface Bound {
  readonly c: number;
  readonly d: number;
}

/** Steps of work to evaluate an expression, and the length of what it gives. */
interface Weight {
  readonly work: Bound;
  readonly size: Bound;
}

/** Most steps of one evaluation (about half a second at the very worst). */
export const MOST_WORK = 500_000;
export const MOST_DEGREE = 3;
/** Longest range that a loop may run over. */
export const LONGEST_RANGE = 1000;

const plus = (a: Bound, b: Bound): Bound => ({ c: a.c + b.c, d: Math.max(a.d, b.d) });
const times = (a: Bound, b: Bound): Bound => ({ c: a.c * b.c, d: a.d + b.d });
const most = (a: Bound, b: Bound): Bound => ({ c: Math.max(a.c, b.c), d: Math.max(a.d, b.d) });
const ONE: Bound = { c: 1, d: 0 };
const NOTHING: Weight = { work: { c: 0, d: 0 }, size: { c: 0, d: 0 } };
const UNIT: Weight = { work: ONE, size: ONE };
const OUTER: Weight = { work: ONE, size: { c: 1, d: 1 } };
const together = (a: Weight, b: Weight): Weight => ({ work: plus(a.work, b.work), size: plus(a.size, b.size) });

/** Keywords, punctuation, operators and the words of names. */
const TOKENS = /^[^A-Z]|^(?:ArithOp|CompareOp|Identifier)$/;

/** Functions whose result may be as long as one argument times another. */
const MULTIPLYING = new Set(['replace', 'string join']);
/** Functions that compare every item with every other. */
const PAIRING = new Set(['distinct values', 'union']);

/** A function that the expression defines itself; weighed anew at every call, with the arguments of that call. */
interface Local {
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly scope: Scope;
}

/** Comparisons of an item while a list of up to 65,536 is sorted. */
const SORTING: Bound = { c: 16, d: 0 };

/** What the names that the expression binds itself stand for. */
type Scope = ReadonlyMap<string, Bound | Local>;

/** Nodes weighed before giving up: functions that call functions could be weighed for ever. */
const MOST_WEIGHED = 20_000;
/** Longest result of a function from outside; checked when it returns. */
export const LONGEST_RESULT = 256;
const RESULT: Bound = { c: LONGEST_RESULT, d: 0 };

class Weighing {
  readonly source: string;
  readonly functions: ReadonlySet<string>;
  left = MOST_WEIGHED;
  constructor(source: string, functions: ReadonlySet<string>) {
    this.source = source;
    this.functions = functions;
  }
}

/**
 * Worst-case work of a tree. Counting work at compile time lets FEEL run on the engine's own thread: what compiles ends
 * soon, whatever the data are. `functions` are those from outside; their own work is counted where they are.
 */
export function workOf(tree: Node, source: string, functions: ReadonlySet<string> = new Set()): Bound {
  const weighing = new Weighing(source, functions);
  const { work, size } = weigh(tree, weighing, new Map());
  return weighing.left < 0 ? { c: Number.POSITIVE_INFINITY, d: 0 } : most(work, size);
}

function weigh(node: Node, of: Weighing, scope: Scope): Weight {
  of.left -= 1;
  if (of.left < 0) return UNIT;
  switch (node.name) {
    case 'VariableName': {
      const known = scope.get(nameOf(node, of.source));
      return known && 'c' in known ? { work: ONE, size: known } : OUTER;
    }
    case 'FunctionDefinition':
      return UNIT;
    case '?':
      return OUTER;
    case 'StringLiteral':
      return { work: ONE, size: { c: Math.max(1, node.to - node.from - 2), d: 0 } };
    case 'Interval':
      return { work: ONE, size: { c: rangeLength(childrenOf(node), of.source), d: 0 } };
    case 'Comparison':
      return weighComparison(node, of, scope);
    case 'Context':
      return weighContext(node, of, scope);
    case 'ForExpression':
    case 'QuantifiedExpression':
      return weighLoop(node, of, scope);
    case 'FilterExpression': {
      const [target, , test] = childrenOf(node);
      if (!target || !test) return UNIT;
      const list = weigh(target, of, scope);
      if (test.name === 'NumericLiteral') return list;
      const each = overEach(list.size, (item) => weigh(test, of, new Map(scope).set('item', item)));
      return { work: plus(list.work, each.work), size: list.size };
    }
    case 'FunctionInvocation':
      return weighCall(node, of, scope);
    default:
      if (!node.firstChild) return TOKENS.test(node.name) ? NOTHING : UNIT;
      return childrenOf(node).reduce((total, child) => together(total, weigh(child, of, scope)), NOTHING);
  }
}

/** Comparing two values takes a step; membership tries every test. */
function weighComparison(node: Node, of: Weighing, scope: Scope): Weight {
  const parts = childrenOf(node)
    .flatMap(bounds)
    .map((child) => weigh(child, of, scope));
  const work = parts.reduce((total, part) => plus(total, part.work), ONE);
  const member = childrenOf(node).some((child) => child.name === 'in');
  return { work: member ? parts.reduce((total, part) => plus(total, part.size), work) : work, size: ONE };
}

/** A range that is only compared with costs what its ends cost. */
const bounds = (node: Node): Node[] => {
  if (node.name === 'Interval') return childrenOf(node);
  const wraps = ['SimplePositiveUnaryTest', 'PositiveUnaryTest', 'PositiveUnaryTests'].includes(node.name);
  return wraps ? childrenOf(node).flatMap(bounds) : [node];
};

function weighCall(node: Node, of: Weighing, scope: Scope): Weight {
  const name = calledName(node, of.source) ?? '';
  const given = argumentsOf(node, of.source);
  const inputs = given.map(({ value }) => weigh(value, of, scope));
  const all = inputs.reduce(together, UNIT);
  const own = scope.get(name);
  if (own && !('c' in own)) {
    const called = weigh(own.body, of, bind(own, given, inputs));
    return { work: plus(all.work, called.work), size: called.size };
  }
  if (of.functions.has(name)) return { work: plus(all.work, RESULT), size: RESULT };
  const taken = given.find(({ value }) => value.name === 'FunctionDefinition');
  if (taken) {
    const local = localOf(taken.value, of, scope);
    const each = overEach(all.size, (item) =>
      local
        ? weigh(
            local.body,
            of,
            bind(
              local,
              [],
              local.parameters.map(() => ({ work: ONE, size: item })),
            ),
          )
        : UNIT,
    );
    const rounds = name === 'sort' ? times(SORTING, each.work) : each.work;
    return { work: plus(all.work, rounds), size: all.size };
  }
  const size = MULTIPLYING.has(name) ? inputs.map((input) => input.size).reduce(times, ONE) : all.size;
  const work = PAIRING.has(name) ? times(all.size, all.size) : size;
  return { work: plus(all.work, work), size };
}

function localOf(node: Node, of: Weighing, scope: Scope): Local | undefined {
  const body = childrenOf(node).find((child) => child.name === 'FunctionBody');
  return body && { parameters: parametersOf(node, of.source), body, scope };
}

/** The scope of a function's body in one call. */
function bind(
  { parameters, scope }: Local,
  given: readonly { readonly name?: string }[],
  sizes: readonly Weight[],
): Scope {
  const inner = new Map(scope);
  for (const [index, parameter] of parameters.entries()) {
    const named = given.findIndex(({ name }) => name === parameter);
    inner.set(parameter, sizes[named < 0 ? index : named]?.size ?? ONE);
  }
  return inner;
}

/** Later entries may use earlier ones again and again: `{a: x + x, b: a + a, …}` doubles with every entry. */
function weighContext(node: Node, of: Weighing, scope: Scope): Weight {
  const inner = new Map(scope);
  let total = UNIT;
  for (const entry of childrenOf(node).filter((child) => child.name === 'ContextEntry')) {
    const [name, value] = childrenOf(entry);
    if (!name || !value) continue;
    const weight = weigh(value, of, inner);
    const local = value.name === 'FunctionDefinition' ? localOf(value, of, new Map(inner)) : undefined;
    inner.set(nameOf(name, of.source).replaceAll('"', ''), local ?? weight.size);
    total = together(total, weight);
  }
  return total;
}

function weighLoop(node: Node, of: Weighing, scope: Scope): Weight {
  const children = childrenOf(node);
  const body = children.at(-1);
  const nest = (loops: readonly Node[], inner: Scope): Weight => {
    const [loop, ...further] = loops;
    if (!loop) return body ? weigh(body, of, inner) : UNIT;
    const [name] = childrenOf(loop);
    const over = childrenOf(loop).at(-1);
    if (!name || !over) return UNIT;
    const parts = childrenOf(over);
    const list = parts.some((part) => part.name === '..')
      ? { work: ONE, size: { c: rangeLength(parts, of.source), d: 0 } }
      : weigh(over, of, inner);
    const each = overEach(list.size, (item) => nest(further, new Map(inner).set(nameOf(name, of.source), item)));
    return { work: plus(list.work, each.work), size: each.size };
  };
  return nest(children.filter((child) => child.name === 'InExpressions').flatMap(childrenOf), scope);
}

/** What is done for each item: for many small items, or for one that is nearly as long as the whole. */
function overEach(length: Bound, weight: (item: Bound) => Weight): Weight {
  const many = weight(ONE);
  const long = weight(length);
  return {
    work: most(times(length, many.work), plus(length, long.work)),
    size: most(times(length, many.size), plus(length, long.size)),
  };
}

function rangeLength(parts: readonly Node[], source: string): number {
  const [from, to] = parts
    .filter((part) => part.name === 'NumericLiteral')
    .map((part) => Number(source.slice(part.from, part.to)));
  return from === undefined || to === undefined ? LONGEST_RANGE : Math.abs(to - from) + 1;
}
