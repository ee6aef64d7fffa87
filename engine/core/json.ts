import type { Json, Variables } from '../model/variables.ts';

/**
 * The state is stored as jsonb, which sorts the keys of an object by length, then by bytes. Whatever enters the state is
 * put in that order here, so that a state is the same text before and after it was stored and a replay cannot tell.
 */

/**
 * A copy of the value in stored order. Throws a RangeError on what jsonb cannot hold: numbers that are not finite, NUL or
 * half a surrogate pair in a text, `__proto__` as a key, nesting deeper than 64, anything that is not JSON.
 */
export function canonical(value: unknown, depth = 0): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (depth >= 64) throw new RangeError('Expected JSON of at most 64 levels but it is deeper');
  if (Array.isArray(value)) return value.map((item) => canonical(item, depth + 1));
  if (typeof value === 'object') return entries(value, depth);
  throw new RangeError(`Expected JSON but found a ${typeof value}`);
}

/** Variables in stored order; names that hold `undefined` are left out. */
export const canonicalVariables = (variables: Variables | undefined): Variables =>
  variables === undefined ? {} : entries(variables, 0);

/** The same object with its keys in stored order; its values are so already. */
export function ordered<T extends object>(source: T): T {
  const copy = {} as T;
  for (const key of (Object.keys(source) as (keyof T & string)[]).sort(byLengthThenBytes)) copy[key] = source[key];
  return copy;
}

/** Bytes of the value's JSON in UTF-8. */
export function sizeOf(value: Json): number {
  const json = JSON.stringify(value);
  let bytes = json.length;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function entries(value: object, depth: number): { [key: string]: Json } {
  // A date or a map would be written to history as something else than what is kept here.
  if (!isPlain(value)) throw new RangeError(`Expected JSON but found a ${value.constructor?.name ?? 'class'}`);
  const source = value as { readonly [key: string]: unknown };
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(source).sort(byLengthThenBytes)) {
    if (key === '__proto__') throw new RangeError('Expected JSON without the key “__proto__” but it has one');
    const item = source[key];
    if (item !== undefined) copy[text(key)] = canonical(item, depth + 1);
  }
  return copy;
}

/** Whether an object is nothing but its own entries, wherever it was made. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function text(value: string): string {
  if (value.includes('\0') || !value.isWellFormed())
    throw new RangeError('Expected text that can be stored but it has a NUL or half a surrogate pair');
  return value;
}

function number(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`Expected a finite number but found ${value}`);
  return value === 0 ? 0 : value;
}

function byLengthThenBytes(a: string, b: string): number {
  const byLength = utf8Length(a) - utf8Length(b);
  if (byLength !== 0) return byLength;
  for (let at = 0; at < a.length; at++) {
    const byBytes = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (byBytes !== 0) return byBytes;
  }
  return 0;
}

/** UTF-8 puts what UTF-16 writes as surrogate pairs behind all else. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function utf8Length(key: string): number {
  let bytes = 0;
  for (const character of key) {
    const point = character.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
