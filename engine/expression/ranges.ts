import { FeelFunction, FeelRange } from 'feelin';
import { kindOf, order, same } from './order.ts';

/** The relations of ranges and points that feelin declares but leaves out: DMN 1.3, 10.3.4.8 (table 77). */

const before = (a: unknown, b: unknown): number => {
  if (a === null || b === null) return a === b ? 0 : Number.NaN;
  return order(a, b);
};

/** Compares two lower (or upper) ends: an open end lies inside a closed one, no end at all lies outside. */
function ends(a: FeelRange, b: FeelRange, side: 'start' | 'end'): number {
  if (a[side] === null || b[side] === null) {
    const outside = side === 'start' ? -1 : 1;
    return a[side] === b[side] ? 0 : a[side] === null ? outside : -outside;
  }
  const value = before(a[side], b[side]);
  const inside = side === 'start' ? 1 : -1;
  const [left, right] = [a[`${side} included`], b[`${side} included`]];
  return value !== 0 || left === right ? value : left ? -inside : inside;
}

const overlapsBefore = (a: FeelRange, b: FeelRange): boolean => {
  const touch = before(a.end, b.start);
  const shared = touch > 0 || (touch === 0 && a['end included'] && b['start included']) || a.end === null;
  return ends(a, b, 'start') < 0 && shared && ends(a, b, 'end') <= 0;
};

const starts = (a: unknown, range: FeelRange): boolean =>
  a instanceof FeelRange
    ? ends(a, range, 'start') === 0 && ends(a, range, 'end') <= 0
    : range['start included'] && same(a, range.start);

const finishes = (a: unknown, range: FeelRange): boolean =>
  a instanceof FeelRange
    ? ends(a, range, 'end') === 0 && ends(a, range, 'start') >= 0
    : range['end included'] && same(a, range.end);

const coincides = (a: unknown, b: unknown): boolean | null => {
  if (a instanceof FeelRange && b instanceof FeelRange) return ends(a, b, 'start') === 0 && ends(a, b, 'end') === 0;
  return kindOf(a) === kindOf(b) && !(a instanceof FeelRange) ? same(a, b) : null;
};

type Relation = (a: unknown, b: unknown) => boolean | null;

/** Both must be ranges. */
const ranges =
  (relation: (a: FeelRange, b: FeelRange) => boolean): Relation =>
  (a, b) =>
    a instanceof FeelRange && b instanceof FeelRange ? relation(a, b) : null;

/** The second must be a range; the first may be a point. */
const within =
  (relation: (a: unknown, range: FeelRange) => boolean | null): Relation =>
  (a, b) =>
    b instanceof FeelRange && a !== null && a !== undefined ? relation(a, b) : null;

const turned =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

const relations: Readonly<Record<string, Relation>> = {
  'overlaps before': ranges(overlapsBefore),
  'overlaps after': turned(ranges(overlapsBefore)),
  starts: within(starts),
  'started by': turned(within(starts)),
  finishes: within(finishes),
  'finished by': turned(within(finishes)),
  during: within((a, range) => range.includes(a)),
  coincides: (a, b) => (a === null || b === null ? null : coincides(a, b)),
};

export const rangeFunctions: Readonly<Record<string, FeelFunction>> = Object.fromEntries(
  Object.entries(relations).map(([name, relation]) => [name, new FeelFunction(relation, ['a', 'b'])]),
);
