import { evaluate, unaryTest } from 'feelin';
import { expect, test } from 'vitest';
import { departures } from './departures.ts';

/**
 * Where feelin 8.2 departs from FEEL, by feelin alone: nothing here imports the engine, whose repairs (see
 * builtins.test.ts) would show. A line fails when feelin no longer errs: then drop its repair.
 */
test.each(departures)('feelin errs in $source', ({ source, variables, feelin }) => {
  const { value } = evaluate(source, { ...variables });
  expect(Number.isNaN(value) ? 'NaN' : JSON.parse(JSON.stringify(value))).toEqual(feelin);
});

test.each<[string, unknown, boolean]>([
  ['>= 18', 'abc', true],
  ['[1..5]', '3', true],
  ['contains(?, "a")', null, true],
  ['starts with(?, "a")', null, true],
])('feelin errs in the cell %s', (cell, tested, wrong) => {
  expect(unaryTest(cell, { '?': tested }).value).toBe(wrong);
});
