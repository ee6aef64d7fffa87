import { describe, expect, it } from 'vitest';
import { after, DAY, parseCycle, parseDuration, parseInstant } from '../../../engine/core/iso.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('durations', () => {
  it.each([
    ['P1D', 0, DAY],
    ['PT1H30M', 0, 1.5 * HOUR],
    ['P1Y2M', 14, 0],
    ['P2W', 0, 14 * DAY],
    ['P1Y2M3W4DT5H6M7.5S', 14, 25 * DAY + 5 * HOUR + 6 * 60_000 + 7_500],
    ['-P1D', 0, -DAY],
    ['PT0S', 0, 0],
  ])('%s', (text, months, ms) => {
    const duration = parseDuration(text)!;
    expect(duration.months).toBe(months);
    expect(duration.ms).toBeCloseTo(ms);
  });

  it.each(['', 'P', 'PT', 'P1', '1D', 'P1H', 'PT1D', 'P1DT', 'P-1D', 'p1d', 'P1D '])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('counts months by the local calendar', () => {
    const plus = (from: string, text: string) => new Date(after(at(from), parseDuration(text)!)).toISOString();
    expect(plus('2026-01-31T09:00:00+08:00', 'P1M')).toBe('2026-02-28T01:00:00.000Z');
    expect(plus('2024-02-29T09:00:00+08:00', 'P1Y')).toBe('2025-02-28T01:00:00.000Z');
    expect(plus('2026-03-01T06:00:00+08:00', 'P1M')).toBe('2026-03-31T22:00:00.000Z');
    expect(plus('2026-12-15T00:00:00+08:00', '-P1M')).toBe('2026-11-14T16:00:00.000Z');
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-02T09:00:00+08:00', '2026-03-02T01:00:00Z'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z'],
    ['2026-03-02T09:00', '2026-03-02T01:00:00Z'],
    ['2026-03-02T09:00:00@Asia/Shanghai', '2026-03-02T01:00:00Z'],
    ['2026-03-02T09:00:00+08:00[Asia/Shanghai]', '2026-03-02T01:00:00Z'],
    ['2026-03-02', '2026-03-01T16:00:00Z'],
  ])('%s', (text, instant) => {
    expect(parseInstant(text)).toBe(at(instant));
  });

  it('end a day with its last second when asked', () => {
    expect(parseInstant('2026-03-02', 'end')).toBe(at('2026-03-02T23:59:59+08:00'));
  });

  it.each(['', 'tomorrow', '2026-02-30T00:00:00Z'.replace('30', '45'), '2026-3-2', '09:00:00'])(
    '%j is none',
    (text) => {
      expect(parseInstant(text)).toBeUndefined();
    },
  );
});

describe('cycles', () => {
  it('say how often, how far apart and from when', () => {
    expect(parseCycle('R3/PT1H')).toEqual({ times: 3, every: 'PT1H' });
    expect(parseCycle('R/P1M')).toEqual({ times: -1, every: 'P1M' });
    expect(parseCycle('R2/2026-03-02T09:00:00+08:00/P1D')).toEqual({
      times: 2,
      every: 'P1D',
      start: at('2026-03-02T09:00:00+08:00'),
    });
  });

  it.each(['R0/PT1H', 'R3/PT0S', 'R3/-PT1H', '3/PT1H', 'R3', 'R3/tomorrow/PT1H', 'PT1H'])('%s is none', (text) => {
    expect(parseCycle(text)).toBeUndefined();
  });
});
