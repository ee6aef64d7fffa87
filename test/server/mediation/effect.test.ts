import { expect, test } from 'vitest';
import { workCalendar } from '../../../server/calendar/work-calendar.ts';
import { dayOfDate } from '../../../server/calendar/zone.ts';
import { confirmationNote, effectOf } from '../../../server/mediation/effect.ts';
import { agreementMachine, nextStatus } from '../../../server/mediation/lifecycle.ts';

const calendar = workCalendar({
  // 2027-01-01 is a holiday.
  holidays: new Map([[dayOfDate('2027-01-01'), '元旦']]),
  makeups: new Set(),
  official: new Set([2026, 2027]),
  hours: [
    [510, 720],
    [870, 1050],
  ],
});

test('an oral agreement takes effect on the day it was reached (人民调解法 30)', () => {
  expect(effectOf({ kind: 'oral', madeOn: '2026-11-24', signedOn: null, stampedOn: null }, calendar)).toEqual({
    status: 'effective',
    effectiveOn: '2026-11-24',
    confirmUntil: '2026-12-24',
  });
});

test('a written one when the last of signatures and seal was put (29)', () => {
  const written = (signedOn: string | null, stampedOn: string | null) =>
    effectOf({ kind: 'written', madeOn: '2026-11-23', signedOn, stampedOn }, calendar);
  expect(written(null, null)).toEqual({ status: 'drafted', effectiveOn: null, confirmUntil: null });
  expect(written('2026-11-24', null)).toEqual({ status: 'signed', effectiveOn: null, confirmUntil: null });
  expect(written('2026-11-24', '2026-11-25')).toEqual({
    status: 'effective',
    effectiveOn: '2026-11-25',
    confirmUntil: '2026-12-25',
  });
  expect(written('2026-11-26', '2026-11-25')).toMatchObject({ effectiveOn: '2026-11-26' });
  // A seal without signatures gives no effect.
  expect(written(null, '2026-11-25')).toMatchObject({ status: 'drafted', effectiveOn: null });
});

test('a last day for judicial confirmation that is a holiday moves to the next working day', () => {
  expect(effectOf({ kind: 'oral', madeOn: '2026-12-02', signedOn: null, stampedOn: null }, calendar).confirmUntil).toBe(
    '2027-01-04',
  );
});

test('what a court does not confirm is said so', () => {
  const effect = { confirmUntil: '2026-12-24' };
  expect(confirmationNote('labour.wages', effect)).toBe('双方可以在2026年12月24日前共同向人民法院申请司法确认。');
  expect(confirmationNote('housing.boundary', effect)).toContain('不予司法确认');
  expect(confirmationNote('labour.wages', { confirmUntil: null })).toBe('');
});

test('an agreement that was performed takes nothing more, one that was broken may still be performed', () => {
  expect(nextStatus('breached', 'perform')).toBe('performed');
  expect(() => nextStatus('performed', 'breach')).toThrow('不能再办这一步');
  expect(agreementMachine.states.performed?.type).toBe('final');
});
