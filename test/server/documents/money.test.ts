import { expect, test } from 'vitest';
import { amountInWords } from '../../../server/documents/money.ts';

test.each([
  [0, '零元整'],
  [0.05, '伍分'],
  [0.5, '伍角整'],
  [1, '壹元整'],
  [10, '壹拾元整'],
  [10.05, '壹拾元零伍分'],
  [105, '壹佰零伍元整'],
  [1005.6, '壹仟零伍元陆角整'],
  [12005.6, '壹万贰仟零伍元陆角整'],
  [10000, '壹万元整'],
  [100000, '壹拾万元整'],
  [100010, '壹拾万零壹拾元整'],
  [416000, '肆拾壹万陆仟元整'],
  [1000000, '壹佰万元整'],
  [10010001, '壹仟零壹万零壹元整'],
  [100000000, '壹亿元整'],
  [100000001, '壹亿零壹元整'],
  [1000010000, '壹拾亿零壹万元整'],
  [9999999999.99, '玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
])('%d is %s', (yuan, words) => {
  expect(amountInWords(yuan)).toBe(words);
});

test('a sum in floating point is rounded to the fen', () => {
  expect(amountInWords(0.1 + 0.2)).toBe('叁角整');
});

test.each([-1, Number.NaN, 1e16])('%d is no amount', (yuan) => {
  expect(() => amountInWords(yuan)).toThrow(RangeError);
});
