import { expect, test } from 'vitest';
import { testClock } from '../../../server/platform/clock.ts';

test('a test clock moves only when told', () => {
  const clock = testClock('2026-11-23T09:00:00+08:00');
  const seen = [clock.now().toISOString()];
  for (const by of ['P7D', 'PT1H30M', 'P1DT5S', 500]) {
    clock.advance(by);
    seen.push(clock.now().toISOString());
  }
  clock.set('2027-01-01T00:00:00Z');
  seen.push(clock.now().toISOString());
  expect(seen).toEqual([
    '2026-11-23T01:00:00.000Z',
    '2026-11-30T01:00:00.000Z',
    '2026-11-30T02:30:00.000Z',
    '2026-12-01T02:30:05.000Z',
    '2026-12-01T02:30:05.500Z',
    '2027-01-01T00:00:00.000Z',
  ]);
});

test('time does not run backwards, and a duration that means nothing is refused', () => {
  const clock = testClock('2026-11-23T09:00:00Z');
  expect(() => clock.set('2026-11-22T09:00:00Z')).toThrow('Expected a moment not before 2026-11-23T09:00:00.000Z');
  for (const wrong of ['P', '7D', 'P1M', 'PT']) expect(() => clock.advance(wrong)).toThrow(`but got ${wrong}`);
});
