import { duration, evaluate, FeelDateTime, FeelFunction, FeelRange, parseDate, parseDateTime, parseTime } from 'feelin';
import { filterFunctions } from './filter.ts';
import { exact, numberFunctions, wholeMonths } from './numbers.ts';
import { extreme, kindOf, same } from './order.ts';
import { PATTERN_FUNCTIONS, PATTERN_INPUT } from './pattern.ts';
import { rangeFunctions } from './ranges.ts';
import { LONGEST_RANGE } from './weight.ts';

/**
 * Where feelin 8.2 departs from the FEEL of DMN 1.3 or has no bound, mended in one place. Each repair has its test in
 * `test/engine/expression/builtins.test.ts`.
 */

/** Thrown inside an evaluation when the data exceed a limit; the message says what was expected and names no data. */
export class OverLimit extends Error {}

type Implementation = (...args: unknown[]) => unknown;

/** feelin does not export its builtins, but an expression that is just a name gives one. */
const builtin = (name: string): Implementation & { $args?: string[] } =>
  evaluate(name).value as Implementation & { $args?: string[] };

const known = new Map<string, boolean>();

/** Whether feelin has a function of this name. */
export function isBuiltin(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    answer = typeof builtin(name) === 'function';
    if (known.size < 1000) known.set(name, answer);
  }
  return answer;
}

/**
 * Values of different kinds are not comparable: null, not what JavaScript makes of them (`"abc" >= 1` would be true). All
 * of FEEL's comparisons and intervals end in this method.
 */
const includes = FeelRange.prototype.includes;
FeelRange.prototype.includes = function (this: FeelRange, value: unknown) {
  const comparable = value instanceof FeelRange || value === null || value === undefined || this.valueType === null;
  return comparable || kindOf(value) === this.valueType ? includes.call(this, value) : null;
};

/** A loop over a range ends: feelin would count from 1 towards 2.5 for ever. */
const map = FeelRange.prototype.map;
FeelRange.prototype.map = function <T>(this: FeelRange, each: (value: unknown) => T): T[] {
  const whole = Number.isInteger(this.start) && Number.isInteger(this.end);
  if (!whole || Math.abs(this.end - this.start) >= LONGEST_RANGE) {
    throw new OverLimit(`a range of at most ${LONGEST_RANGE} whole numbers to loop over`);
  }
  return map.call(this, each as (value: unknown) => unknown) as T[];
};

/** Lists given as one list or as several arguments. */
const listed =
  (work: (items: readonly unknown[]) => unknown): Implementation =>
  (...args) =>
    work(args.length === 1 && Array.isArray(args[0]) ? args[0] : args);

/** Three-valued “and” (every) and “or” (some) over a list: one item decides, else any that is no boolean makes it null. */
const quantified = (decisive: boolean) => (items: unknown) => {
  if (!Array.isArray(items)) return null;
  if (items.includes(decisive)) return decisive;
  return items.every((item) => typeof item === 'boolean') ? !decisive : null;
};

/** `date and time(…)`: a text or value without a zone is Asia/Shanghai, so that it compares with `now()`. */
const moment: Implementation = (first, time, from) => {
  const text = typeof first === 'string' ? first : from;
  const given = typeof text === 'string' ? parseDateTime(text) : joined(first, time);
  return given instanceof FeelDateTime && given.zone === null ? parseDateTime(`${given.iso}+08:00`) : given;
};

const joined = (day: unknown, time: unknown): unknown =>
  time === undefined && day instanceof FeelDateTime
    ? day
    : evaluate('date and time(day, time of day)', { day, 'time of day': time ?? null }).value;

/** The FEEL value of an ISO 8601 text; null when it is none. */
export function temporal(type: 'date' | 'time' | 'date and time' | 'duration', text: string): unknown {
  if (type === 'date') return parseDate(text.slice(0, 10));
  if (type === 'time') return parseTime(text);
  return type === 'duration' ? duration(text) : moment(text);
}

const guarded = (name: string): FeelFunction => {
  const own = builtin(name);
  return new FeelFunction((input: unknown, ...rest: unknown[]) => {
    if (typeof input === 'string' && input.length > PATTERN_INPUT) {
      throw new OverLimit(`a text of at most ${PATTERN_INPUT} characters in ${name}()`);
    }
    return own(input, ...rest);
  }, own.$args ?? []);
};

/** feelin's own, with its result mended. */
const mended = (name: string, mend: (value: unknown) => unknown): FeelFunction => {
  const own = builtin(name);
  return new FeelFunction((...args: unknown[]) => mend(own(...args)), own.$args ?? []);
};

/** Functions that take the place of feelin's, and those that an amended source calls (`onedoor …`). */
export const repairs: Readonly<Record<string, FeelFunction>> = {
  ...Object.fromEntries([...PATTERN_FUNCTIONS.keys()].map((name) => [name, guarded(name)])),
  min: new FeelFunction(
    listed((items) => extreme(items, 1)),
    ['...list'],
  ),
  max: new FeelFunction(
    listed((items) => extreme(items, -1)),
    ['...list'],
  ),
  median: new FeelFunction(
    listed((items) => {
      if (items.length === 0 || items.some((item) => typeof item !== 'number')) return null;
      const sorted = (items as number[]).toSorted((a, b) => a - b);
      const middle = sorted.length / 2;
      return sorted.length % 2 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
    }),
    ['...list'],
  ),
  'list contains': new FeelFunction(
    (list: unknown, element: unknown) => {
      const items = Array.isArray(list) ? list : list === null || list === undefined ? undefined : [list];
      return items ? items.some((item) => same(item ?? null, element ?? null)) : null;
    },
    ['list', 'element'],
  ),
  'index of': new FeelFunction(
    (list: unknown, match: unknown) =>
      Array.isArray(list)
        ? list.flatMap((item, index) => (same(item ?? null, match ?? null) ? [index + 1] : []))
        : null,
    ['list', 'match'],
  ),
  substring: new FeelFunction(
    (text: unknown, start: unknown, length: unknown) =>
      start === 0 ? null : builtin('substring')(text, start, ...(length === undefined ? [] : [length])),
    ['string', 'start position', 'length'],
  ),
  sublist: new FeelFunction(
    (list: unknown, start: unknown, length: unknown) =>
      start === 0 ? null : builtin('sublist')(list, start, ...(length === undefined ? [] : [length])),
    ['list', 'start', 'length'],
  ),
  'onedoor months': new FeelFunction(
    (from: unknown, to: unknown) =>
      wholeMonths(evaluate('years and months duration(from, to)', { from: from ?? null, to: to ?? null }).value),
    ['from', 'to'],
  ),
  ...Object.fromEntries(['sum', 'mean', 'product', 'stddev'].map((name) => [name, mended(name, exact)])),
  ...numberFunctions,
  ...rangeFunctions,
  ...filterFunctions,
  'onedoor every': new FeelFunction(quantified(false), ['list']),
  'onedoor some': new FeelFunction(quantified(true), ['list']),
  'onedoor moment': new FeelFunction(moment, ['date', 'time', 'from']),
};
