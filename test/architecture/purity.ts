import ts from 'typescript';

/** Globals that would let the clock, chance or the world into the pure core. */
const forbidden = new Set([
  ...['process', 'crypto', 'performance', 'console', 'fetch', 'globalThis', 'global', 'window', 'require'],
  ...[
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'WeakRef',
    'FinalizationRegistry',
  ],
  ...['Intl', 'XMLHttpRequest', 'navigator', 'eval', 'Function'],
]);

/** What impure code a file holds, as `line: text`. `new Date(x)` of a given moment is pure; `new Date()` is not. */
export function impurities(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (node: ts.Node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${line + 1}: ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (isClock(node)) report(node);
    else if (ts.isIdentifier(node) && forbidden.has(node.text) && isGlobalUse(node) && !isShadowed(node)) report(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `Date.now`, `Math.random`, `new Date()`, `Date()`, and `toLocale…` whose result depends on the machine. */
function isClock(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    const text = `${node.expression.getText()}.${node.name.text}`;
    return text === 'Date.now' || text === 'Math.random' || /^toLocale|^localeCompare$/.test(node.name.text);
  }
  const bare = ts.isNewExpression(node) && !node.arguments?.length;
  return (bare || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === 'Date';
}

/** Not the name of a property, a type's member or an own declaration. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const named = parent as { name?: ts.Node; propertyName?: ts.Node };
  return (
    named.name !== node && named.propertyName !== node && !ts.isTypeReferenceNode(parent) && !ts.isQualifiedName(parent)
  );
}

/** Whether a parameter or variable of this name is declared around the use: a procedure may be called `process`. */
function isShadowed(use: ts.Identifier): boolean {
  for (let node: ts.Node = use; node.parent; node = node.parent) {
    const { parent } = node;
    if (ts.isFunctionLike(parent) && parent.parameters.some(({ name }) => binds(name, use.text))) return true;
    const statements = ts.isBlock(parent) || ts.isSourceFile(parent) ? parent.statements : [];
    for (const statement of statements) {
      const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
      if (declared.some(({ name }) => binds(name, use.text))) return true;
    }
    const looped = (ts.isForOfStatement(parent) || ts.isForStatement(parent)) && parent.initializer;
    if (looped && ts.isVariableDeclarationList(looped) && looped.declarations.some(({ name }) => binds(name, use.text)))
      return true;
  }
  return false;
}

function binds(name: ts.BindingName, wanted: string): boolean {
  if (ts.isIdentifier(name)) return name.text === wanted;
  return name.elements.some((element) => ts.isBindingElement(element) && binds(element.name, wanted));
}
