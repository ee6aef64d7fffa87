import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import type { ModdleElement } from '../compile/moddle.ts';
import { temporal } from '../expression/builtins.ts';
import { compileFeel, type Feel } from '../expression/feel.ts';
import { isUnfit } from '../expression/index.ts';
import { describe, isFeel } from '../expression/json.ts';
import type { Moment } from '../model/calendar.ts';
import { EvaluationError } from '../model/expression.ts';

/** The value as a type has it, or what was expected instead (“a number”, “one of "甲", "乙"”). */
type Fit = { readonly value: unknown } | { readonly expected: string; readonly found: string };

/** A type of DMN: FEEL's own, or an item definition. Null is of every type. */
export interface Type {
  /** FEEL's list of allowed values, when it has any. */
  readonly allowed?: string;
  fit(value: unknown, world: Moment): Fit;
}

export interface Types {
  /** The type of a reference; an unknown one is reported (zh-CN) and taken for any. */
  of(reference: string | undefined, report: (message: string) => void): Type;
}

const misfit = (expected: string, value: unknown): Fit => ({ expected, found: describe(value) });

export const ANY: Type = { fit: (value) => ({ value: value ?? null }) };

/** A type whose values one test tells; a list of one item stands for the item (10.3.2.9.4). */
const simple = (expected: string, is: (value: unknown) => boolean, read = (value: unknown) => value): Type => ({
  fit(given) {
    const alone = Array.isArray(given) && given.length === 1 ? given[0] : given;
    const value = typeof alone === 'string' ? (read(alone) ?? alone) : (alone ?? null);
    return value === null || is(value) ? { value } : misfit(expected, given);
  },
});

/** JSON holds dates, times and durations as text. */
const timely = (expected: string, kind: Parameters<typeof temporal>[0], is: (value: unknown) => boolean): Type =>
  simple(expected, is, (text) => temporal(kind, text as string));

const isContext = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isFeel(value);

const number = (name: string) => simple(`a ${name}`, (value) => typeof value === 'number');
const days = (name: string) =>
  timely(`a ${name}`, 'duration', (value) => value instanceof FeelDuration && !value.yearsMonths);
const months = (name: string) =>
  timely(`a ${name}`, 'duration', (value) => value instanceof FeelDuration && value.yearsMonths);
const moment = (name: string) => timely(`a ${name}`, 'date and time', (value) => value instanceof FeelDateTime);

const FEEL: Readonly<Record<string, Type>> = {
  Any: ANY,
  string: simple('a string', (value) => typeof value === 'string'),
  boolean: simple('a boolean', (value) => typeof value === 'boolean'),
  number: number('number'),
  integer: number('integer'),
  long: number('long'),
  double: number('double'),
  date: timely('a date', 'date', (value) => value instanceof FeelDate),
  time: timely('a time', 'time', (value) => value instanceof FeelTime),
  dateTime: moment('dateTime'),
  'date and time': moment('date and time'),
  dayTimeDuration: days('dayTimeDuration'),
  'days and time duration': days('days and time duration'),
  yearMonthDuration: months('yearMonthDuration'),
  'years and months duration': months('years and months duration'),
  context: simple('a context', isContext),
  list: {
    fit: (value) => ({ value: value === null || value === undefined || Array.isArray(value) ? value : [value] }),
  },
};

/** Reads the item definitions of a file. What is wrong with them is reported with the name of the definition. */
export function compileTypes(
  definitions: readonly ModdleElement[],
  report: (definition: ModdleElement, message: string) => void,
): Types {
  const known = new Map<string, Type>();
  const underway = new Set<string>();
  const of: Types['of'] = (reference, unknown) => {
    const name = (reference ?? '').replace(/^feel:/, '').trim();
    if (name === '') return ANY;
    const own = known.get(name) ?? (Object.hasOwn(FEEL, name) ? FEEL[name] : undefined);
    if (own) return own;
    const definition = definitions.find((one) => one.name === name);
    if (!definition) unknown(`没有名为“${name}”的类型。`);
    else if (underway.has(name)) unknown(`类型“${name}”绕了一圈又包含自己。`);
    else {
      underway.add(name);
      const type = compileType(definition, of, (message) => report(definition, message));
      underway.delete(name);
      known.set(name, type);
      return type;
    }
    return ANY;
  };
  for (const definition of definitions) of(definition.name, (message) => report(definition, message));
  return { of };
}

function compileType(definition: ModdleElement, of: Types['of'], report: (message: string) => void): Type {
  const components: readonly ModdleElement[] = definition.itemComponent ?? [];
  if (definition.functionItem) report('不能是函数：函数不能当作值传递。');
  const language: string = definition.typeLanguage ?? '';
  if (language !== '' && !/feel/i.test(language)) report('使用了 FEEL 以外的类型语言。');
  const base = components.length > 0 ? contextOf(components, of, report) : of(definition.typeRef, report);
  const text: string = definition.allowedValues?.text ?? '';
  const single = text.trim() === '' ? base : narrowed(base, text, report);
  return definition.isCollection === true ? listOf(single) : single;
}

/** A type with only some of its values; null passes, for what is unknown is of every type. */
function narrowed(base: Type, text: string, report: (message: string) => void): Type {
  const tests = compileFeel(text, 'unary');
  if (isUnfit(tests) || tests.reads.length > 0) {
    report(`的可选值：${isUnfit(tests) ? tests.problem : `不能使用变量“${tests.reads[0]}”。`}`);
    return base;
  }
  return {
    allowed: text,
    fit(given, world) {
      const fit = base.fit(given, world);
      if ('expected' in fit || fit.value === null || allows(tests, fit.value, world)) return fit;
      return { expected: `one of ${text}`, found: 'not' };
    },
  };
}

const allows = (tests: Feel, value: unknown, world: Moment): boolean =>
  tests.evaluate((name) => (name === '?' ? value : undefined), world) === true;

/** A single value stands for a list of it (10.3.2.9.4). */
const listOf = (item: Type): Type => ({
  fit(given, world) {
    if (given === null || given === undefined) return { value: null };
    const fits = (Array.isArray(given) ? given : [given]).map((one) => item.fit(one, world));
    return fits.find((fit) => 'expected' in fit) ?? { value: fits.map((fit) => ('value' in fit ? fit.value : null)) };
  },
});

function contextOf(components: readonly ModdleElement[], of: Types['of'], report: (message: string) => void): Type {
  const parts = components.map((component) => {
    const name: string = component.name ?? '';
    if (name === '') report('有一项没有名称。');
    return { name, type: compileType(component, of, (message) => report(`的“${name}”${message}`)) };
  });
  return {
    fit(given, world) {
      const value = Array.isArray(given) && given.length === 1 ? given[0] : given;
      if (value === null || value === undefined) return { value: null };
      if (!isContext(value)) return misfit('a context', given);
      const entries = parts.map(({ name, type }) => ({ name, fit: type.fit(value[name], world) }));
      const wrong = entries.find(({ fit }) => 'expected' in fit);
      if (wrong && 'expected' in wrong.fit) {
        return { expected: `a context whose “${wrong.name}” is ${wrong.fit.expected}`, found: wrong.fit.found };
      }
      const fitted = entries.map(({ name, fit }) => [name, 'value' in fit ? fit.value : null] as const);
      return { value: { ...value, ...Object.fromEntries(fitted) } };
    },
  };
}

/** The value as the type has it; throws an EvaluationError that names `what` (“input “金额””) and never the value. */
export function fitted(type: Type, value: unknown, what: string, source: string, world: Moment): unknown {
  const fit = type.fit(value, world);
  if ('value' in fit) return fit.value;
  throw new EvaluationError(source, `Expected ${what} to be ${fit.expected} but it was ${fit.found}`);
}
