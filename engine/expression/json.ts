import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin';
import { EvaluationError } from '../model/expression.ts';
import type { Json } from '../model/variables.ts';

/**
 * A FEEL value as JSON: dates, times and durations as ISO 8601 text, numbers without the noise of binary fractions
 * (`0.1 + 0.2` is `0.3`), objects rebuilt from their own entries so that no prototype travels with them. What JSON
 * cannot hold (functions, ranges, infinite numbers) throws an EvaluationError that names the source.
 */
export function toJson(value: unknown, source: string): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return toNumber(value, source);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => toJson(item, source)));
  if (value instanceof FeelDateTime) return dateTimeText(value);
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDuration) return value.toJSON();
  if (typeof value === 'function' || value instanceof FeelFunction || value instanceof FeelRange) {
    throw new EvaluationError(source, `Expected a value that JSON can hold but got ${describe(value)}`);
  }
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.freeze(Object.fromEntries(entries.map(([name, item]) => [name, toJson(item, source)])));
}

/** Kind of a JSON or FEEL value, for messages; never the value itself (it may be personal). */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = (value as object).constructor?.name ?? 'Object';
  return name.startsWith('Feel') ? `a ${name.slice(4).toLowerCase()}` : 'a context';
}

function toNumber(value: number, source: string): number {
  if (!Number.isFinite(value)) throw new EvaluationError(source, `Expected a finite number but got ${value}`);
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
  return Number(value.toPrecision(15));
}

/** feelin writes a named zone as `@Asia/Shanghai`, which no ISO parser reads: give the offset instead. */
function dateTimeText(value: FeelDateTime): string {
  const text = value.toJSON();
  const at = text.indexOf('@');
  if (at < 0) return text;
  const offset = value['time offset'] as FeelDuration | null;
  const minutes = offset ? offset.hours * 60 + offset.minutes : 0;
  const [sign, size] = minutes < 0 ? ['-', -minutes] : ['+', minutes];
  const part = (n: number) => String(n).padStart(2, '0');
  return `${text.slice(0, at)}${sign}${part(Math.floor(size / 60))}:${part(size % 60)}`;
}

/** What a value takes: how many parts it has in all, and the length of its longest list, context or text. */
export interface Extent {
  readonly parts: number;
  readonly longest: number;
}

/** Most parts of one value (a part is a value inside it, or sixteen characters). */
export const MOST_PARTS = 65_536;

/** Measures a value; stops as soon as it has more than `MOST_PARTS`, for what is shared inside could be walked for ever. */
export function extentOf(value: unknown): Extent {
  let parts = 0;
  let longest = 1;
  const walk = (one: unknown) => {
    parts += 1;
    if (typeof one === 'string') {
      parts += one.length >> 4;
      longest = Math.max(longest, one.length);
    } else if (isHolder(one)) {
      const items = Array.isArray(one) ? one : Object.values(one);
      longest = Math.max(longest, items.length);
      for (const item of items) {
        if (parts > MOST_PARTS) return;
        walk(item);
      }
    }
  };
  walk(value);
  return { parts, longest };
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null && !isFeel(value);

/** Dates, times, durations, ranges and functions: values that FEEL has and JSON has not. */
export const isFeel = (value: unknown): boolean =>
  value instanceof FeelDate ||
  value instanceof FeelDateTime ||
  value instanceof FeelTime ||
  value instanceof FeelDuration ||
  value instanceof FeelRange ||
  value instanceof FeelFunction;

/** Whether there is nothing in a value but what JSON can hold. */
export const isPlain = (value: unknown): boolean =>
  !isFeel(value) && (!isHolder(value) || Object.values(value).every(isPlain));
