import { expect, test } from 'vitest';
import { capitalAmount, shortAmount } from '../../ui/text/amount.ts';

test.each([
  [0, '零元整'],
  [416_000, '肆拾壹万陆仟元整'],
  [249_600, '贰拾肆万玖仟陆佰元整'],
  [10, '壹拾元整'],
  [1_001, '壹仟零壹元整'],
  [10_010, '壹万零壹拾元整'],
  [100_000_000, '壹亿元整'],
  [100_010_000, '壹亿零壹万元整'],
  [23_000.5, '贰万叁仟元伍角整'],
  [5.05, '伍元零伍分'],
  [0.3, '叁角整'],
  [0.07, '柒分'],
  [-1, ''],
  [Number.NaN, ''],
])('%d yuan is %s', (yuan, words) => {
  expect(capitalAmount(yuan)).toBe(words);
});

test('short amounts change their unit at ten thousand', () => {
  expect([5_000, 416_000, 1_000_000].map(shortAmount)).toEqual(['5,000 元', '41.6 万元', '100 万元']);
});
