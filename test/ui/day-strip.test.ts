import { expect, test } from 'vitest';
import type { Deadline } from '../../server/calendar/contract.ts';
import { stripWords } from '../../ui/parts/DayStrip.tsx';

const strip = (...days: readonly (readonly [kind: string, label: string])[]) =>
  days.map(([kind, label], index) => ({
    date: `2026-11-${16 + index}`,
    weekday: '',
    kind,
    label,
  })) as unknown as Deadline['strip'];

test('on the last day the strip says which day it is and what did not count', () => {
  const days = strip(
    ['start', '签收'],
    ['used', '二'],
    ['used', '三'],
    ['used', '四'],
    ['used', '五'],
    ['rest', '休'],
    ['rest', '休'],
    ['last', '今天'],
  );
  expect(stripWords(days)).toEqual(['今天是第 5 天，也是最后一天', '周六、周日不计']);
});

test('overdue days are counted, holidays and made-up days are named', () => {
  expect(
    stripWords(
      strip(
        ['start', '起'],
        ['used', '一'],
        ['holiday', '假'],
        ['makeup', '班'],
        ['last', '四'],
        ['overdue', '五'],
        ['overdue', '今天'],
      ),
    ),
  ).toEqual(['已超 2 个工作日', '放假日不计', '补班日照计']);
});
