import { evaluate, unaryTest } from 'feelin';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError, type Expression } from '../model/expression.ts';
import type { Json, Variables } from '../model/variables.ts';
import { amend } from './amend.ts';
import { budgetProblem, sizeProblem } from './budget.ts';
import { isBuiltin, OverLimit, repairs, temporal } from './builtins.ts';
import { describe, lengthOf, toJson } from './json.ts';
import { readsOf } from './names.ts';
import { calledName, childrenOf, type Mode, nameOf, parseFeel, syntaxProblem, type Tree } from './syntax.ts';
import { townFunctions, townNames } from './town.ts';
import { MOST_WORK, workOf } from './weight.ts';

export { instantOf, instantText } from './instant.ts';
export type { Mode } from './syntax.ts';

/** Temporal type of the value that a unary test is about (JSON holds it as text). */
export type Tested = 'date' | 'time' | 'date and time' | 'duration';

/** Why a text is no expression: zh-CN, for whoever drew the procedure. */
export interface Unfit {
  readonly problem: string;
}

export const isUnfit = (result: Expression | Unfit): result is Unfit => 'problem' in result;

/**
 * Compiles FEEL (without the leading `=`). Budgets are checked here, so that what compiles cannot hold up the engine.
 * Never throws. Give `?` among the variables to a `unary` expression; it evaluates to true or false. `tested` says what the
 * text in `?` stands for.
 */
export function compileExpression(source: string, mode: Mode, tested?: Tested): Expression | Unfit {
  if (source.trim() === '') return { problem: '表达式是空的。' };
  const size = sizeProblem(source);
  if (size !== undefined) return { problem: size };
  const tree = parseFeel(source, mode);
  const problem = syntaxProblem(tree, source) ?? budgetProblem(tree.topNode, source);
  if (problem !== undefined) return { problem };
  const reads = readsOf(tree.topNode, source);
  const alone = loneName(tree, source);
  if (alone !== undefined) return { source, reads, evaluate: (variables) => own(variables, alone) };
  const asked = mode === 'unary' ? [...reads, '?'] : reads;
  const feel = amend(tree.topNode, source, mode);
  const called = [...Object.keys(repairs), ...townNames].filter((name) => feel.includes(name));
  const run = (read: Variables, world: Moment) => {
    const functions: Record<string, unknown> = { ...repairs, ...townFunctions(world, source) };
    const context = { ...Object.fromEntries(called.map((name) => [name, functions[name]])), ...read };
    if (tested && typeof read['?'] === 'string') Object.assign(context, { '?': temporal(tested, read['?']) });
    return evaluateFeel(source, feel, mode, context);
  };
  const remembered = readsClock(tree, source) ? run : memoised(run);
  const work = workOf(tree.topNode, source);
  return {
    source,
    reads,
    evaluate(variables, world) {
      const read: Record<string, Json> = {};
      for (const name of asked) if (Object.hasOwn(variables, name)) read[name] = variables[name] ?? null;
      if (work.d > 1 || work.c > 64) {
        const steps = work.c * lengthOf(read) ** work.d;
        if (steps > MOST_WORK) {
          throw new EvaluationError(
            source,
            `Expected at most ${MOST_WORK} steps of work but the data may need ${steps}`,
          );
        }
      }
      return remembered(read, world);
    },
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

function evaluateFeel(source: string, feel: string, mode: Mode, context: Record<string, unknown>): Json {
  let value: unknown;
  try {
    value = (mode === 'unary' ? unaryTest(feel, context) : evaluate(feel, context)).value;
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    const expected = error instanceof OverLimit ? error.message : 'values that fit together';
    throw new EvaluationError(source, `Expected ${expected} but the variables of “${source}” give others`);
  }
  return mode === 'unary' ? value === true : toJson(value, source);
}

/** The variable that is all there is to a source, so that mappings such as `=handler` pass values on as they are. */
function loneName(tree: Tree, source: string): string | undefined {
  const only = tree.topNode.name === 'Expression' ? childrenOf(tree.topNode) : [];
  const [node] = only;
  if (only.length !== 1 || node?.name !== 'VariableName') return undefined;
  const name = nameOf(node, source);
  return isBuiltin(name) || (townNames as readonly string[]).includes(name) ? undefined : name;
}

const own = (variables: Variables, name: string): Json =>
  Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;

/** Whether the value depends on the moment or the calendar as well as on the variables. */
function readsClock(tree: Tree, source: string): boolean {
  let clock = false;
  tree.iterate({
    enter({ name, node }) {
      if (name !== 'FunctionInvocation') return;
      clock ||= (townNames as readonly string[]).includes(calledName(node, source) ?? '');
    },
  });
  return clock;
}

const MOST_REMEMBERED = 64;

/** Conditions see few different facts: remembering the last answers saves feelin's parsing (tens of microseconds). */
function memoised(run: (read: Variables, world: Moment) => Json): (read: Variables, world: Moment) => Json {
  const answers = new Map<string, Json>();
  return (read, world) => {
    const key = JSON.stringify(read);
    if (key.length > 500) return run(read, world);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const value = run(read, world);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(key, value);
    return value;
  };
}
