import { evaluate, unaryTest } from 'feelin';
import { expect, test } from 'vitest';

/**
 * Where feelin 8.2 departs from FEEL, by feelin alone: nothing here imports the engine, whose repairs (see
 * builtins.test.ts) would show. A line fails when feelin no longer errs: then drop its repair.
 */
test.each<[string, Record<string, unknown>, unknown]>([
  ['"abc" >= 1', {}, true],
  ['"abc" in [1..5]', {}, true],
  ['"5" in [1..5]', {}, true],
  ['a between 1 and 3', { a: 'x' }, true],
  ['"2026-01-01" < date("2026-06-01")', {}, false],
  ['for i in 3..0 return i', {}, null],
  ['if 5 then 1 else 2', {}, 1],
  ['if "no" then 1 else 2', {}, 1],
  ['every x in xs satisfies x > 1', { xs: [2, null] }, false],
  ['some x in xs satisfies x > 5', { xs: [2, null] }, false],
  ['1e3 + 1', {}, 2],
  ['median([10, 9, 100])', {}, 100],
  ['median([10, 2, 3, 100])', {}, 51],
  ['list contains([{a: 1}], {a: 1})', {}, false],
  ['min([date("2021-01-01"), date("2020-01-01")]) = date("2020-01-01")', {}, false],
  ['max("b", "a", "c")', {}, null],
  ['date and time("2026-12-01T09:00:00") > date and time("2026-12-01T09:30:00+08:00")', {}, true],
  ['@"2026-12-01T09:00:00" > @"2026-12-01T09:30:00+08:00"', {}, true],
  ['["ab", "c"][contains(item, "a")]', {}, []],
  ['[{a: true, n: 1}, {a: false, n: 2}][a].n', {}, []],
  ['[true, false][item = false]', {}, []],
  ['[1, null][item = null]', {}, []],
  ['0.1 + 0.2 = 0.3', {}, false],
  ['1.1 * 3 > 3.3', {}, true],
  ['substring("abc", 0)', {}, 'c'],
  ['number("", ",", ".")', {}, 0],
  ['number("0x10", null, null)', {}, 16],
  ['index of([{a: 1}], {a: 1})', {}, []],
  ['index of([date("2020-01-01")], date("2020-01-01"))', {}, []],
  ['overlaps before([1..5], [3..8])', {}, null],
  ['overlaps after([3..8], [1..5])', {}, null],
  ['during(3, [1..5])', {}, null],
  ['starts(1, [1..5])', {}, null],
  ['started by([1..5], [1..3])', {}, null],
  ['finishes(5, [1..5])', {}, null],
  ['finished by([1..5], [3..5])', {}, null],
  ['coincides([1..5], [1..5])', {}, null],
])('feelin errs in %s', (source, variables, wrong) => {
  expect(evaluate(source, variables).value).toEqual(wrong);
});

test.each<[string, unknown, boolean]>([
  ['>= 18', 'abc', true],
  ['[1..5]', '3', true],
  ['contains(?, "a")', null, true],
  ['starts with(?, "a")', null, true],
])('feelin errs in the cell %s', (cell, tested, wrong) => {
  expect(unaryTest(cell, { '?': tested }).value).toBe(wrong);
});
