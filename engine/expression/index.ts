import type { Moment } from '../model/calendar.ts';
import { EvaluationError, type Expression } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';
import { isBuiltin } from './builtins.ts';
import { compileFeel, type Unfit } from './feel.ts';
import { describe, toJson } from './json.ts';
import { childrenOf, type Mode, nameOf, parseFeel, type Tree } from './syntax.ts';
import { townNames } from './town.ts';

export type { Unfit } from './feel.ts';
export { instantOf, instantText } from './instant.ts';
export type { Mode } from './syntax.ts';

export const isUnfit = (result: object): result is Unfit => 'problem' in result;

/**
 * Compiles FEEL (without the leading `=`). Budgets are checked here, so that what compiles cannot hold up the engine.
 * Never throws. Give `?` among the variables to a `unary` expression; it evaluates to true or false.
 */
export function compileExpression(source: string, mode: Mode): Expression | Unfit {
  const feel = compileFeel(source, mode);
  if (isUnfit(feel)) return feel;
  const { reads } = feel;
  const alone = loneName(parseFeel(source, mode), source);
  if (alone !== undefined) return { source, reads, evaluate: (variables) => own(variables, alone) ?? null };
  return {
    source,
    reads,
    evaluate: (variables: Variables, world: Moment) =>
      toJson(
        feel.evaluate((name) => own(variables, name), world),
        source,
      ),
  };
}

/** Zeebe style: `=…` is FEEL, anything else is the text itself. */
export function readFeel(text: string): { readonly feel: string } | { readonly constant: string } {
  const trimmed = text.trimStart();
  return trimmed.startsWith('=') ? { feel: trimmed.slice(1).trim() } : { constant: text };
}

/** Compiles an attribute in Zeebe style: FEEL after `=`, otherwise an expression that gives the text itself. */
export function compileText(text: string): Expression | Unfit {
  const read = readFeel(text);
  if ('feel' in read) return compileExpression(read.feel, 'expression');
  return { source: text, reads: [], evaluate: () => read.constant };
}

/**
 * Whether a condition holds. FEEL is three-valued, a flow is not: anything but true or false (an unknown variable in a
 * comparison of order gives null) throws an EvaluationError, which becomes an incident.
 */
export function holds(condition: Expression, variables: Variables, world: Moment): boolean {
  const value = condition.evaluate(variables, world);
  if (typeof value === 'boolean') return value;
  throw new EvaluationError(
    condition.source,
    `Expected condition “${condition.source}” to be true or false but it was ${describe(value)}`,
  );
}

/** The variable that is all there is to a source, so that mappings such as `=handler` pass values on as they are. */
function loneName(tree: Tree, source: string): string | undefined {
  const only = tree.topNode.name === 'Expression' ? childrenOf(tree.topNode) : [];
  const [node] = only;
  if (only.length !== 1 || node?.name !== 'VariableName') return undefined;
  const name = nameOf(node, source);
  return isBuiltin(name) || (townNames as readonly string[]).includes(name) ? undefined : name;
}

const own = (variables: Variables, name: string): Json | undefined =>
  Object.hasOwn(variables, name) ? variables[name] : undefined;
