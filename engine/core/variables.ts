import {
  type Decision,
  type DecisionResult,
  type Evaluation,
  EvaluationError,
  type Expression,
} from '../model/expression.ts';
import type { Mapping } from '../model/procedure.ts';
import type { Json, Variables } from '../model/variables.ts';
import { canonical, ordered, sizeOf } from './json.ts';
import { change, type Run } from './run.ts';
import { Stop } from './stop.ts';

/** Bytes of JSON. */
const MAX_VARIABLE = 64 * 1024;
const MAX_INSTANCE = 1024 * 1024;

/**
 * A place is a token or a scope; they share one counter, so a number names it. From a place one sees its own variables,
 * then those of the places around it: token → scope → token the scope hangs on → … up to the root of the process or of
 * the called process.
 */
type Place = number;

const own = (run: Run, place: Place): Variables | undefined => run.tokens.get(place)?.v ?? run.scopes.get(place)?.v;

function around(run: Run, place: Place): Place | undefined {
  const token = run.tokens.get(place);
  if (token) return token.s;
  const scope = run.scopes.get(place);
  return scope?.p === undefined ? scope?.t : undefined;
}

/** The nearest place that has the variable. */
function owner(run: Run, place: Place, name: string): Place | undefined {
  for (let at: Place | undefined = place; at !== undefined; at = around(run, at)) {
    const variables = own(run, at);
    if (variables && Object.hasOwn(variables, name)) return at;
  }
  return undefined;
}

/** Everything that can be seen from a place. */
export function visible(run: Run, place: Place): Variables {
  const seen: Variables[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = around(run, at)) seen.unshift(own(run, at) ?? {});
  return Object.assign({}, ...seen);
}

/** The named variables as seen from a place; `local` ones hide the rest. Unknown ones are absent. */
export function pick(run: Run, place: Place, names: readonly string[], local?: Variables): Variables {
  const picked: { [name: string]: Json } = {};
  for (const name of names) {
    if (local && Object.hasOwn(local, name)) picked[name] = local[name] as Json;
    else {
      const at = owner(run, place, name);
      if (at !== undefined) picked[name] = own(run, at)?.[name] as Json;
    }
  }
  return picked;
}

/** The value of an expression at a place, as JSON in stored order. Throws an EvaluationError that says why there is none. */
export const evaluate = (run: Run, expression: Expression, place: Place, local?: Variables): Json =>
  attempt(expression.source, () =>
    canonical(expression.evaluate(pick(run, place, expression.reads, local), run.world)),
  );

/** The result of a decision at a place; throws an EvaluationError when it has none. */
export const decide = (run: Run, decision: Decision, place: Place): DecisionResult =>
  attempt(decision.id, () => {
    const stored = <E extends Evaluation>(evaluation: E): E => ({
      ...evaluation,
      inputs: canonical(evaluation.inputs),
      output: canonical(evaluation.output),
    });
    const result = decision.evaluate(pick(run, place, decision.reads), run.world);
    return { ...stored(result), required: (result.required ?? []).map(stored) };
  });

/** Whatever goes wrong while data is evaluated is the data's or the model's fault. */
function attempt<T>(source: string, evaluated: () => T): T {
  try {
    return evaluated();
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new EvaluationError(source, `Expected “${source}” to have a value but: ${message}`);
  }
}

/** What is evaluated, or something else where it has no value and that is to do no harm. */
export function leniently<T>(lenient: boolean, evaluated: () => T, otherwise: T): T {
  try {
    return evaluated();
  } catch (error) {
    if (lenient && error instanceof EvaluationError) return otherwise;
    throw error;
  }
}

/** Whether a condition is true; anything but true and false is an EvaluationError. */
export function isTrue(
  run: Run,
  condition: Expression,
  place: Place,
  local?: Variables,
  unknown?: 'unless null',
): boolean {
  const value = evaluate(run, condition, place, local);
  if (typeof value === 'boolean') return value;
  // A conditional event may wait for a variable that does not exist yet.
  if (value === null && unknown) return false;
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  const message = `Expected condition “${condition.source}” to be true or false but it was ${found}`;
  throw new EvaluationError(condition.source, message);
}

/** Evaluates mappings in order; later ones see what earlier ones made. */
export function evaluateMappings(run: Run, mappings: readonly Mapping[], place: Place, local?: Variables): Variables {
  let made: Variables = {};
  for (const { source, target } of mappings) {
    const value = evaluate(run, source, place, { ...local, ...made });
    const [name, ...path] = target.split('.') as [string, ...string[]];
    const whole = path.length === 0 ? value : nest(pick(run, place, [name], made)[name], path, value);
    made = { ...made, [name]: whole };
  }
  return ordered(made);
}

/** Gives a token its local variables, by its input mappings; `base` are those it has beside them (an instance of a loop). */
export function readInputs(run: Run, token: Place, inputs: readonly Mapping[], base?: Variables): void {
  if (inputs.length === 0) return;
  const { s: scope } = run.tokens.get(token)!;
  const v = evaluateMappings(run, inputs, scope, base);
  change(run.tokens, token, { v: base ?? {} });
  for (const [name, value] of Object.entries(v)) set(run, token, name, value);
}

/** Writes where each name is visible from the place, else to the root of the process, called process or instance of a multi-instance activity. */
export function assign(run: Run, place: Place, variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    set(run, owner(run, place, name) ?? root(run, place), name, value);
  }
}

/** Writes into exactly this place. */
export function set(run: Run, place: Place, name: string, value: Json): void {
  const before = own(run, place) ?? {};
  const known = Object.hasOwn(before, name);
  weigh(run, name, value, known ? before[name] : undefined);
  run.dirty = true;
  const v = known ? { ...before, [name]: value } : ordered({ ...before, [name]: value });
  if (run.tokens.has(place)) change(run.tokens, place, { v });
  else change(run.scopes, place, { v });
}

function root(run: Run, place: Place): Place {
  let at = place;
  for (let next = around(run, at); next !== undefined && !isInstance(run, at); next = around(run, at)) {
    if (isInstance(run, next)) return at;
    at = next;
  }
  return at;
}

/** Whether the place is one of several instances of an activity: what it makes is its own. */
const isInstance = (run: Run, place: Place): boolean =>
  run.scopes.get(run.tokens.get(place)?.s ?? -1)?.l?.n !== undefined;

/** Keeps the budgets: the size of all variables is counted at the first write of a step, then carried on. */
function weigh(run: Run, name: string, value: Json, before: Json | undefined): void {
  const bytes = sizeOf(value);
  if (bytes > MAX_VARIABLE)
    throw new Stop('variables', `Expected variable ${name} to have at most 64 KB but it has ${bytes} bytes`);
  run.size ??= held(run);
  run.size += bytes - (before === undefined ? 0 : sizeOf(before));
  if (run.size > MAX_INSTANCE)
    throw new Stop('variables', `Expected the instance to have at most 1 MB of variables but it has ${run.size} bytes`);
}

/** Bytes of everything that an instance keeps of its data: variables, items and results of loops, what may be compensated. */
function held(run: Run): number {
  const size = (value: unknown): number => (value === undefined ? 0 : sizeOf(value as Json));
  let sum = 0;
  for (const { v, l, c, r } of run.scopes.values()) sum += sizeOf(v) + size(l) + size(c) + size(r);
  for (const { v, c } of run.tokens.values()) sum += size(v) + size(c);
  return sum;
}

function nest(whole: Json | undefined, path: readonly string[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const context = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? (whole as Variables) : {};
  return ordered({ ...context, [key]: nest(Object.hasOwn(context, key) ? context[key] : undefined, rest, value) });
}
