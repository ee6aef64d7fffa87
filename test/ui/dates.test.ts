import { describe, expect, test } from 'vitest';
import { clockTime, dayOf, longTime, officialDay, shortTime } from '../../ui/text/dates.ts';

const now = new Date('2026-11-23T10:00:00+08:00');

describe('dates are those of Shanghai, wherever the browser stands', () => {
  test('an instant late in the evening in UTC is already the next day', () => {
    expect(dayOf('2026-11-22T16:30:00Z')).toBe('2026-11-23');
    expect(longTime('2026-11-22T16:30:00Z')).toBe('11月23日 周一 0:30');
    expect(officialDay('2026-12-31T16:00:00Z')).toBe('2027年1月1日');
    expect(clockTime('2026-11-23T02:32:05Z')).toBe('10:32:05');
  });

  test.each([
    ['2026-11-23T01:00:00Z', '今天 9:00'],
    ['2026-11-22T08:20:00Z', '昨天 16:20'],
    ['2026-11-20T07:10:00Z', '20日 15:10'],
    ['2026-10-31T07:10:00Z', '10月31日 15:10'],
    ['2025-12-01T07:10:00Z', '2025年12月1日'],
    ['2026-11-23T09:30:00Z', '今天 17:30'],
  ])('%s is said %s', (instant, words) => {
    expect(shortTime(instant, now)).toBe(words);
  });
});
