import { calledName, childrenOf, type Node, nameOf, parametersOf, type Tree } from './syntax.ts';

/**
 * Names of the variables that a tree reads from outside: those it binds itself (loops, entries of a context) and the
 * functions it calls are left out. Inside a filter a name may also be a property of the item; it is listed, as it may
 * be either.
 */
export function readsOf(node: Node, source: string): string[] {
  const reads = new Set<string>();
  visit(node, source, new Set(), reads);
  return [...reads].sort();
}

/** Names of the functions that a tree calls, its own among them. */
export function callsOf(tree: Tree, source: string): string[] {
  const calls = new Set<string>();
  tree.iterate({
    enter({ name, node }) {
      if (name === 'FunctionInvocation') calls.add(calledName(node, source) ?? '');
    },
  });
  return [...calls].sort();
}

function visit(node: Node, source: string, bound: ReadonlySet<string>, reads: Set<string>): void {
  switch (node.name) {
    case 'VariableName': {
      const name = nameOf(node, source);
      if (!bound.has(name)) reads.add(name);
      return;
    }
    case 'FunctionInvocation': {
      const inside = calledName(node, source) === undefined ? childrenOf(node) : childrenOf(node).slice(1);
      for (const child of inside) visit(child, source, bound, reads);
      return;
    }
    case 'Type':
      return;
    case 'FunctionDefinition': {
      const inner = new Set([...bound, ...parametersOf(node, source)]);
      for (const child of childrenOf(node).filter(({ name }) => name === 'FunctionBody')) {
        visit(child, source, inner, reads);
      }
      return;
    }
    case 'ForExpression':
    case 'QuantifiedExpression':
    case 'Context': {
      const inner = new Set(bound);
      for (const child of childrenOf(node)) visitBinding(child, source, inner, reads);
      return;
    }
    case 'FilterExpression': {
      const [target, ...rest] = childrenOf(node);
      if (target) visit(target, source, bound, reads);
      const inner = new Set(bound).add('item');
      for (const child of rest) visit(child, source, inner, reads);
      return;
    }
    default:
      for (const child of childrenOf(node)) visit(child, source, bound, reads);
  }
}

/** A loop's `name in source` or a context's `name: value`: the name counts for what follows it. */
function visitBinding(node: Node, source: string, bound: Set<string>, reads: Set<string>): void {
  if (node.name === 'InExpressions') {
    for (const child of childrenOf(node)) visitBinding(child, source, bound, reads);
  } else if (node.name === 'InExpression' || node.name === 'ContextEntry') {
    const [name, ...values] = childrenOf(node);
    for (const value of values) visit(value, source, bound, reads);
    if (name) bound.add(nameOf(name, source).replaceAll('"', ''));
  } else {
    visit(node, source, bound, reads);
  }
}
