import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';

/** Kind of a FEEL value as feelin names the type of a range. */
export const kindOf = (value: unknown): string => {
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date time';
  if (value instanceof FeelDuration) return 'duration';
  return typeof value;
};

export const same = (a: unknown, b: unknown): boolean =>
  a === b || (kindOf(a) === kindOf(b) && JSON.stringify(a) === JSON.stringify(b));

/** Negative, zero or positive as `a` comes before, with or after `b`; both are of one kind. */
export const order = (a: unknown, b: unknown): number => {
  if (same(a, b)) return 0;
  const bounds = { start: null, end: b, 'start included': false, 'end included': false };
  const below = new FeelRange({ ...bounds, valueType: kindOf(b) });
  return below.includes(a) === true ? -1 : 1;
};

/** The least (or with -1 the greatest) item by an order that holds for one kind of values; null when the kinds differ. */
export function extreme(items: readonly unknown[], sign: 1 | -1): unknown {
  const kind = kindOf(items[0]);
  if (items.length === 0 || items.some((item) => kindOf(item) !== kind || item === null)) return null;
  return items.reduce((best, item) => (sign * order(item, best) < 0 ? item : best));
}
