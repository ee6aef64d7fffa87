import { expect, test } from 'vitest';
import { rangeOf } from '../../../designer/operations/statistics/period.ts';
import { factWords, numberOf, sayDuration, standsWords } from '../../../designer/operations/words.ts';

test.each([
  [0, '不到 1 秒'],
  [999, '不到 1 秒'],
  [40_000, '40 秒'],
  [90_000, '1 分 30 秒'],
  [25 * 60_000 + 40_000, '25 分'],
  [3_600_000, '1 小时'],
  [3 * 86_400_000 + 4 * 3_600_000 + 59_000, '3 天 4 小时'],
  [30 * 86_400_000 + 4 * 3_600_000, '30 天'],
])('%d ms', (milliseconds, words) => {
  expect(sayDuration(milliseconds)).toBe(words);
});

test.each([
  [null, '没有填'],
  ['', '没有填'],
  [true, '是'],
  [false, '否'],
  [0, '0'],
  [[], '空'],
  [['司法所', true], '司法所、是'],
  [{ level: 3 }, '{"level":3}'],
])('the fact %j', (value, words) => {
  expect(factWords(value)).toBe(words);
});

test('an instance without a case is called by the end of its id', () => {
  expect(numberOf({ number: 'CC2026-0001', id: 'x' })).toBe('CC2026-0001');
  expect(numberOf({ number: null, id: '0193-abcdef' })).toBe('无案号 abcdef');
});

test('where it stands, each step once', () => {
  const at = (...names: string[]) => names.map((name) => ({ element: name, name, procedure: 'p@1' }));
  expect(standsWords({ status: 'active', stands: at('会签', '会签', '等 3 天') })).toBe('会签、等 3 天');
  expect(standsWords({ status: 'active', stands: [] })).toBe('还没有走到一步');
  expect(standsWords({ status: 'completed', stands: [] })).toBe('—');
});

test('periods end today in Shanghai and count both days', () => {
  const now = new Date('2026-11-22T23:30:00Z');
  expect(rangeOf('days7', now)).toEqual({ from: '2026-11-17', to: '2026-11-23' });
  expect(rangeOf('days30', now)).toEqual({ from: '2026-10-25', to: '2026-11-23' });
  expect(rangeOf('days90', now)).toEqual({ from: '2026-08-26', to: '2026-11-23' });
  expect(rangeOf('year', now)).toEqual({ from: '2026-01-01', to: '2026-11-23' });
});
