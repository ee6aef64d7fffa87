import { duration, FeelDuration, FeelFunction } from 'feelin';

type Implementation = (...args: unknown[]) => unknown;

/** FEEL counts in decimals: what binary fractions leave behind the 15th digit is no part of the result. */
export const exact: Implementation = (value) =>
  typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? Number(value.toPrecision(15))
    : value;

const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;

/** `number(…)`: only a number in FEEL's own notation is one, not all that JavaScript reads as one (`""`, `0x10`). */
const toNumber: Implementation = (from, grouping, decimal) => {
  if (typeof from !== 'string') return null;
  const ungrouped = typeof grouping === 'string' ? from.replaceAll(grouping, '') : from;
  const text = typeof decimal === 'string' && decimal !== '.' ? ungrouped.replace(decimal, '.') : ungrouped;
  return NUMBER.test(text) && (grouping ?? null) !== (decimal ?? 0) ? Number(text) : null;
};

/** Moves the decimal point of a number, in decimals: 4.35 by 2 is 435, not 434.99999999999994. */
function shift(n: number, places: number): number {
  const [digits, power] = String(n).split('e');
  return Number(`${digits}e${Number(power ?? 0) + places}`);
}

/** Most places that a number is rounded to. */
const MOST_PLACES = 300;

const rounding =
  (round: (n: number) => number): Implementation =>
  (n, scale = 0) => {
    if (typeof n !== 'number' || typeof scale !== 'number' || Math.abs(scale) > MOST_PLACES) return null;
    const places = Math.trunc(scale);
    return shift(round(shift(n, places)), -places);
  };

const away = (n: number): number => (n < 0 ? Math.floor(n) : Math.ceil(n));
const halfUp = (n: number): number => Math.sign(n) * Math.floor(Math.abs(n) + 0.5);
const halfDown = (n: number): number => Math.sign(n) * Math.ceil(Math.abs(n) - 0.5);
const halfEven = (n: number): number => (Math.abs(n % 1) === 0.5 ? 2 * Math.round(n / 2) : Math.round(n));

const roundings = {
  decimal: halfEven,
  floor: Math.floor,
  ceiling: Math.ceil,
  'round up': away,
  'round down': Math.trunc,
  'round half up': halfUp,
  'round half down': halfDown,
};

/** Seconds or months of a duration. */
function totalOf({ value, yearsMonths }: FeelDuration): number {
  if (yearsMonths) return value.years * 12 + value.months;
  const { days, hours, minutes, seconds, milliseconds } = value;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds + milliseconds / 1000;
}

function durationOf(total: number, yearsMonths: boolean): unknown {
  const size = yearsMonths ? Math.trunc(Math.abs(total)) : Math.round(Math.abs(total) * 1000) / 1000;
  if (!(size < 1e15)) return null;
  const sign = total < 0 && size > 0 ? '-' : '';
  return duration(yearsMonths ? `${sign}P${size}M` : `${sign}PT${size.toFixed(3)}S`);
}

/** Multiplication of numbers, and of durations by numbers. */
const times: Implementation = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (a instanceof FeelDuration && typeof b === 'number') return durationOf(totalOf(a) * b, a.yearsMonths);
  return b instanceof FeelDuration && typeof a === 'number' ? durationOf(totalOf(b) * a, b.yearsMonths) : null;
};

/** Division of numbers, of durations by numbers, and of durations of one kind. */
const over: Implementation = (a, b) => {
  const divisor = b instanceof FeelDuration ? totalOf(b) : b;
  if (typeof divisor !== 'number' || divisor === 0) return null;
  if (a instanceof FeelDuration && b instanceof FeelDuration) {
    return a.yearsMonths === b.yearsMonths ? totalOf(a) / divisor : null;
  }
  if (b instanceof FeelDuration) return null;
  if (typeof a === 'number') return a / divisor;
  return a instanceof FeelDuration ? durationOf(totalOf(a) / divisor, a.yearsMonths) : null;
};

const minus: Implementation = (a) => {
  if (typeof a === 'number') return -a;
  return a instanceof FeelDuration ? durationOf(-totalOf(a), a.yearsMonths) : null;
};

/** Whole months of a duration; what is left of a month is no part of `years and months duration(…)`. */
export const wholeMonths = (value: unknown): unknown =>
  value instanceof FeelDuration ? durationOf(value.value.years * 12 + value.value.months, true) : value;

/** Numbers and durations as DMN counts them; `onedoor …` are what an amended source calls. */
export const numberFunctions: Readonly<Record<string, FeelFunction>> = {
  ...Object.fromEntries(
    Object.entries(roundings).map(([name, round]) => [name, new FeelFunction(rounding(round), ['n', 'scale'])]),
  ),
  number: new FeelFunction(toNumber, ['from', 'grouping separator', 'decimal separator']),
  'onedoor exact': new FeelFunction(exact, ['n']),
  'onedoor times': new FeelFunction(times, ['a', 'b']),
  'onedoor over': new FeelFunction(over, ['a', 'b']),
  'onedoor minus': new FeelFunction(minus, ['a']),
};
