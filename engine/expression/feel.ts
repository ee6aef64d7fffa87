import { evaluate, unaryTest } from 'feelin';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError } from '../model/expression.ts';
import { amend } from './amend.ts';
import { budgetProblem, sizeProblem } from './budget.ts';
import { OverLimit, repairs } from './builtins.ts';
import { callProblem, type Functions } from './calls.ts';
import { type Extent, extentOf, isPlain, MOST_PARTS } from './json.ts';
import { callsOf, readsOf } from './names.ts';
import { type Mode, parseFeel, syntaxProblem } from './syntax.ts';
import { townFunctions, townNames } from './town.ts';
import { MOST_WORK, workOf } from './weight.ts';

/** Why a text is no expression: zh-CN, for whoever drew the procedure. */
export interface Unfit {
  readonly problem: string;
}

/** What is known where an expression stands. */
export interface Known {
  /** Names declared there; only these may contain operators (`Pre-bureau risk`). */
  readonly names?: ReadonlySet<string>;
  /** Functions that may be called there besides FEEL's and the town's. */
  readonly functions?: Functions;
}

/** Compiled FEEL whose values are FEEL's own: dates are dates. */
export interface Feel {
  readonly source: string;
  /** Names of the values it reads; not those of functions. */
  readonly reads: readonly string[];
  /** Names of the given functions that it calls. */
  readonly calls: readonly string[];
  /**
   * The value for what `lookup` answers (undefined: there is no such value). `spend` hears how many steps of work the
   * evaluation may take before it begins. Throws an EvaluationError.
   */
  evaluate(lookup: (name: string) => unknown, world: Moment, spend?: (steps: number) => void): unknown;
}

/** Compiles FEEL; the budgets are checked here. Never throws. */
export function compileFeel(source: string, mode: Mode, { names, functions: known = NONE }: Known = {}): Feel | Unfit {
  const functions = new Set(known.keys());
  if (source.trim() === '') return { problem: '表达式是空的。' };
  const size = sizeProblem(source);
  if (size !== undefined) return { problem: size };
  const tree = parseFeel(source, mode, [...(names ?? []), ...functions]);
  const problem =
    syntaxProblem(tree, source) ?? budgetProblem(tree.topNode, source, functions) ?? callProblem(tree, source, known);
  if (problem !== undefined) return { problem };
  const reads = readsOf(tree.topNode, source);
  const called = callsOf(tree, source);
  const calls = called.filter((name) => functions.has(name));
  const asked = [...reads, ...calls, ...(mode === 'unary' ? ['?'] : [])];
  const feel = amend(tree.topNode, source, mode);
  const own = [...Object.keys(repairs), ...townNames].filter((name) => feel.includes(name) && !functions.has(name));
  const clock = townNames.some((name) => called.includes(name));
  const run = (read: Values, world: Moment) => {
    const given: Values = { ...repairs, ...(clock ? townFunctions(world, source) : {}) };
    const context = { ...Object.fromEntries(own.map((name) => [name, given[name]])), ...read };
    return evaluateFeel(source, feel, mode, context);
  };
  const remembered = clock ? run : memoised(run);
  const { c, d } = workOf(tree.topNode, source, functions);
  return {
    source,
    reads,
    calls,
    evaluate(lookup, world, spend = alone(source)) {
      const read: Record<string, unknown> = {};
      for (const name of asked) {
        const value = lookup(name);
        if (value !== undefined) read[name] = value;
        else if (names?.has(name)) read[name] = null;
      }
      const longest = Object.values(read).reduce(
        (most: number, value) => Math.max(most, checkedExtent(value, source).longest),
        asked.length,
      );
      spend(c * longest ** d);
      return remembered(read, world);
    },
  };
}

type Values = Readonly<Record<string, unknown>>;
const NONE: Functions = new Map();

/** The measure of a value that is not too large to work with. */
export function checkedExtent(value: unknown, source: string): Extent {
  const extent = extentOf(value);
  if (extent.parts <= MOST_PARTS) return extent;
  throw new EvaluationError(
    source,
    `Expected at most ${MOST_PARTS} values and texts in “${source}” but there are more`,
  );
}

const alone = (source: string) => (steps: number) => {
  if (steps <= MOST_WORK) return;
  throw new EvaluationError(source, `Expected at most ${MOST_WORK} steps of work but the data may need ${steps}`);
};

function evaluateFeel(source: string, feel: string, mode: Mode, context: Values): unknown {
  try {
    const { value } = mode === 'unary' ? unaryTest(feel, context) : evaluate(feel, context);
    return mode === 'unary' ? value === true : (value ?? null);
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    const expected = error instanceof OverLimit ? error.message : 'values that fit together';
    throw new EvaluationError(source, `Expected ${expected} but the variables of “${source}” give others`);
  }
}

const MOST_REMEMBERED = 64;

/** Conditions see few different facts: remembering the last answers saves feelin's parsing (tens of microseconds). */
function memoised(run: (read: Values, world: Moment) => unknown): (read: Values, world: Moment) => unknown {
  const answers = new Map<string, unknown>();
  return (read, world) => {
    // As text a date is like a text, and a function like any other.
    if (!isPlain(read)) return run(read, world);
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
