import { expect, test } from 'vitest';
import { roundFrom } from '../../../engine/runtime/start-triggers.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const start = { due_at: at('2026-11-23T09:00:00'), rounds_left: -1, every: 'PT1H' };

/** The first round of a clock that is not over at a moment. */
test.each<[string, Parameters<typeof roundFrom>[0], string, ReturnType<typeof roundFrom>]>([
  ['that is still to come', start, '2026-11-23T08:00:00', { due: start.due_at, left: -1 }],
  ['that is due now', start, '2026-11-23T09:00:00', { due: start.due_at, left: -1 }],
  ['behind those that are over', start, '2026-11-23T11:30:00', { due: at('2026-11-23T12:00:00'), left: -1 }],
  ['that is due now, behind others', start, '2026-11-23T11:00:00', { due: at('2026-11-23T11:00:00'), left: -1 }],
  ['of few, counted', { ...start, rounds_left: 3 }, '2026-11-23T11:30:00', { due: at('2026-11-23T12:00:00'), left: 0 }],
  ['of few that are all over', { ...start, rounds_left: 2 }, '2026-11-23T11:30:00', undefined],
  [
    'of every second in ten years',
    { ...start, every: 'PT1S' },
    '2036-11-23T09:00:00.5',
    { due: at('2036-11-23T09:00:01'), left: -1 },
  ],
  ['of months', { ...start, every: 'P1M' }, '2027-02-01T00:00:00', { due: at('2027-02-23T09:00:00'), left: -1 }],
  ['of few months that are all over', { ...start, every: 'P1M', rounds_left: 1 }, '2027-02-01T00:00:00', undefined],
  ['of a single time that is over', { ...start, every: null, rounds_left: null }, '2026-11-24T00:00:00', undefined],
])('%s', (_, clock, now, expected) => {
  expect(roundFrom(clock, at(now))).toEqual(expected);
});
