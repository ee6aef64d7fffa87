import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { matches, value } from './support.ts';

/** The counterpart of feelin.test.ts, line by line. */
describe('feelin is mended', () => {
  test.each<[string, Variables, Json]>([
    ['"abc" >= 1', {}, null],
    ['"abc" in [1..5]', {}, null],
    ['"5" in [1..5]', {}, null],
    ['a between 1 and 3', { a: 'x' }, null],
    ['"2026-01-01" < date("2026-06-01")', {}, null],
    ['for i in 3..0 return i', {}, [3, 2, 1, 0]],
    ['if 5 then 1 else 2', {}, 2],
    ['if "no" then 1 else 2', {}, 2],
    ['every x in xs satisfies x > 1', { xs: [2, null] }, null],
    ['some x in xs satisfies x > 5', { xs: [2, null] }, null],
    ['1e3 + 1', {}, 1001],
    ['median([10, 9, 100])', {}, 10],
    ['median([10, 2, 3, 100])', {}, 6.5],
    ['list contains([{a: 1}], {a: 1})', {}, true],
    ['min([date("2021-01-01"), date("2020-01-01")]) = date("2020-01-01")', {}, true],
    ['max("b", "a", "c")', {}, 'c'],
    ['date and time("2026-12-01T09:00:00") > date and time("2026-12-01T09:30:00+08:00")', {}, false],
    ['@"2026-12-01T09:00:00" > @"2026-12-01T09:30:00+08:00"', {}, false],
  ])('%s', (source, variables, right) => {
    expect(value(source, variables)).toEqual(right);
  });

  test.each<[string, Json, boolean]>([
    ['>= 18', 'abc', false],
    ['[1..5]', '3', false],
    ['contains(?, "a")', null, false],
    ['starts with(?, "a")', null, false],
  ])('cell %s against %j', (cell, tested, right) => {
    expect(matches(cell, tested)).toBe(right);
  });
});

describe('what the repairs leave as it is', () => {
  test.each<[string, Variables, Json]>([
    ['some x in xs satisfies x > 1', { xs: [null, 2] }, true],
    ['some x in xs satisfies x > 1', { xs: [] }, false],
    ['every x in xs satisfies x > 1', { xs: [] }, true],
    ['every x in xs satisfies x > 1', { xs: [0, null] }, false],
    ['every x in xs, y in ys satisfies x < y', { xs: [1, 2], ys: [3, 4] }, true],
    ['some x in xs satisfies x > 1', {}, null],
    ['xs[some y in ys satisfies y = item]', { xs: [1, 2], ys: [2] }, [2]],
    ['xs[(every y in ys satisfies y > item)]', { xs: [1, 2], ys: [2] }, [1]],
    ['if a then "是" else if b then "又" else "否"', { a: false, b: true }, '又'],
    ['min(3, 1, 2) + max([3, 1, 2])', {}, 4],
    ['min([])', {}, null],
    ['max([1, "a"])', {}, null],
    ['min([1, null])', {}, null],
    ['median([])', {}, null],
    ['list contains([1, null], null)', {}, true],
    ['list contains(1, 1)', {}, true],
    ['date and time(date("2026-12-01"), time("09:00:00"))', {}, '2026-12-01T09:00:00+08:00'],
    ['date and time("2026-12-01T09:00:00Z")', {}, '2026-12-01T09:00:00Z'],
    ['date and time("no")', {}, null],
    ['matches("13800138000", "^1[3-9][0-9]{9}$")', {}, true],
    ['replace("a.b", "\\\\.", "-")', {}, 'a-b'],
    ['split("a；b", "；")', {}, ['a', 'b']],
    ['[1, 2, 3][item >= 2]', {}, [2, 3]],
    ['5 in [1..1000000000]', {}, true],
    ['1 in (1, 2)', {}, true],
    // The specification's own anchor: a date is midnight UTC once a time is added to it.
    ['date("2026-11-23") + duration("PT9H")', {}, '2026-11-23T09:00:00Z'],
  ])('%s', (source, variables, expected) => {
    expect(value(source, variables)).toEqual(expected);
  });

  test.each<[string, Json, boolean]>([
    ['-', null, true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'b', false],
    ['[1..5)', 5, false],
    ['< 5, > 10', 11, true],
    ['? > 3', 5, true],
    ['not(? > 3)', 5, false],
    ['null', null, true],
    ['> 5', null, false],
    ['false', false, true],
    ['limit', 3, true],
    ['> limit', 3, false],
    ['list contains(?, "a")', ['a'], true],
  ])('cell %s against %j', (cell, tested, expected) => {
    expect(matches(cell, tested, { limit: 3 })).toBe(expected);
  });
});
