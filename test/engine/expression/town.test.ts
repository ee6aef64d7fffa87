import { describe, expect, test } from 'vitest';
import { instantOf, instantText } from '../../../engine/expression/index.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { compiled, moment, value } from './support.ts';

describe('the town answers for time', () => {
  test.each<[string, Variables, Json]>([
    ['now()', {}, '2026-11-23T10:00:00+08:00'],
    ['today()', {}, '2026-11-23'],
    ['workdays(3)', {}, '2026-11-26T10:00:00+08:00'],
    ['workdays(n: 3)', {}, '2026-11-26T10:00:00+08:00'],
    ['workdays(from, 1)', { from: '2026-01-01' }, '2026-01-02T00:00:00+08:00'],
    ['workdays(from: today(), n: 1)', {}, '2026-11-24T00:00:00+08:00'],
    ['calendar days(3)', {}, '2026-11-29T10:00:00+08:00'],
    ['calendar days(signed, 1)', { signed: '2026-01-01T08:00:00Z' }, '2026-01-03T16:00:00+08:00'],
    ['workhours(4)', {}, '2026-11-23T14:00:00+08:00'],
    ['workhours(now() - duration("PT1H"), 2)', {}, '2026-11-23T11:00:00+08:00'],
    ['workdays(1) > now()', {}, true],
    ['deadline("workdays:3")', {}, '2026-11-26T10:00:00+08:00'],
    ['deadline(signed, term)', { signed: '2026-01-01', term: 'calendar days:1' }, '2026-01-03T00:00:00+08:00'],
    ['deadline(from: now(), term: "workhours:4")', {}, '2026-11-23T14:00:00+08:00'],
    ['if level = 4 then now() + duration("PT30M") else workdays(1)', { level: 4 }, '2026-11-23T10:30:00+08:00'],
    // A process variable cannot stand in for a function of the town.
    ['today()', { today: '2000-01-01' }, '2026-11-23'],
  ])('%s', (source, variables, expected) => {
    expect(value(source, variables)).toEqual(expected);
  });

  test('asked anew at every moment', () => {
    const expression = compiled('today()');
    const later = { ...moment, now: moment.now + 86_400_000 };
    expect([expression.evaluate({}, moment), expression.evaluate({}, later)]).toEqual(['2026-11-23', '2026-11-24']);
  });

  test('midnight belongs to Shanghai', () => {
    const night = { ...moment, now: Date.parse('2026-11-22T16:00:00Z') };
    expect(compiled('today()').evaluate({}, night)).toBe('2026-11-23');
  });

  test.each([
    ['workdays("3")', 'Expected a whole number from 0 to 10000 in workdays() but got 3'],
    ['workdays(1.5)', 'Expected a whole number from 0 to 10000 in workdays() but got 1.5'],
    ['workdays(missing)', 'Expected a whole number from 0 to 10000 in workdays() but got null'],
    ['calendar days(-1)', 'Expected a whole number from 0 to 10000 in calendar days() but got -1'],
    [
      'deadline("3")',
      'Expected a term such as “workdays:3”, “calendar days:15” or “workhours:4” in deadline() but got something else',
    ],
    ['deadline("workdays:99999")', 'Expected a whole number from 0 to 10000 in deadline() but got 99999'],
    ['workhours("tomorrow", 1)', 'Expected a date in workhours() but got something else'],
  ])('%s', (source, message) => {
    expect(() => value(source)).toThrow(new EvaluationError(source, message));
  });
});

describe('instants as text', () => {
  test.each([
    ['2026-12-01', '2026-12-01T00:00:00+08:00'],
    ['2026-12-01T09:00', '2026-12-01T09:00:00+08:00'],
    ['2026-12-01T09:00:00.5Z', '2026-12-01T17:00:00.500+08:00'],
    ['2026-12-01T09:00:00-05:00', '2026-12-01T22:00:00+08:00'],
  ])('%s', (text, expected) => {
    expect(instantText(instantOf(text) ?? 0)).toBe(expected);
  });

  test.each(['', '2026', '2026-13-01', '2026-02-30T', 'P1D', '2026-12-01T25:00:00'])('“%s” is none', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});
