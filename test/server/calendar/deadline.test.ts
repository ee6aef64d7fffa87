import { expect, test } from 'vitest';
import type { DayTable } from '../../../server/calendar/counting.ts';
import { deadlineOf, speakDate } from '../../../server/calendar/deadline.ts';
import { calendarYears } from '../../../server/calendar/seed.ts';
import { dayOfDate } from '../../../server/calendar/zone.ts';

const years = calendarYears();
const table: DayTable = {
  holidays: new Map(
    years.flatMap(({ days }) =>
      days.filter(({ kind }) => kind === 'holiday').map(({ day, name }) => [dayOfDate(day), name]),
    ),
  ),
  makeups: new Set(
    years.flatMap(({ days }) => days.filter(({ kind }) => kind === 'makeup').map(({ day }) => dayOfDate(day))),
  ),
  official: new Set(years.filter(({ official }) => official).map(({ year }) => year)),
  hours: [
    [510, 720],
    [870, 1050],
  ],
};
const say = (due: string, created: string, now: string) =>
  deadlineOf(table, new Date(due), new Date(created), new Date(now));
const strip = (due: string, created: string, now: string) =>
  say(due, created, now)
    .strip.map(({ date, kind, label }) => `${date.slice(8)}${label}:${kind}`)
    .join(' ');

test('a deadline over National Day, whole', () => {
  expect(say('2026-10-09T17:30:00+08:00', '2026-09-29T10:00:00+08:00', '2026-09-30T09:00:00+08:00')).toEqual({
    due: '2026-10-09T17:30:00+08:00',
    state: 'calm',
    sentence: '剩 2 个工作日',
    date: '10月9日 周五 17:30',
    strip: [
      { date: '2026-09-29', weekday: '二', kind: 'start', label: '起' },
      { date: '2026-09-30', weekday: '三', kind: 'today', label: '今天' },
      { date: '2026-10-01', weekday: '四', kind: 'holiday', label: '假' },
      { date: '2026-10-02', weekday: '五', kind: 'holiday', label: '假' },
      { date: '2026-10-03', weekday: '六', kind: 'holiday', label: '假' },
      { date: '2026-10-04', weekday: '日', kind: 'holiday', label: '假' },
      { date: '2026-10-05', weekday: '一', kind: 'holiday', label: '假' },
      { date: '2026-10-06', weekday: '二', kind: 'holiday', label: '假' },
      { date: '2026-10-07', weekday: '三', kind: 'holiday', label: '假' },
      { date: '2026-10-08', weekday: '四', kind: 'ahead', label: '四' },
      { date: '2026-10-09', weekday: '五', kind: 'last', label: '五' },
    ],
    provisional: false,
  });
});

test.each([
  ['2026-11-23T10:00:00+08:00', 'calm', '剩 2 个工作日'],
  ['2026-11-25T09:00:00+08:00', 'soon', '今天 17:30'],
  ['2026-11-25T17:30:00+08:00', 'soon', '今天 17:30'],
  ['2026-11-25T17:30:30+08:00', 'late', '超 1 分钟'],
  ['2026-11-25T19:45:00+08:00', 'late', '超 2 小时'],
  ['2026-11-26T08:00:00+08:00', 'late', '超 1 个工作日'],
  ['2026-11-30T08:00:00+08:00', 'late', '超 3 个工作日'],
])('at %s it is %s: %s', (now, state, sentence) => {
  const {
    due: _,
    date: __,
    strip: ___,
    provisional: ____,
    ...said
  } = say('2026-11-25T17:30:00+08:00', '2026-11-20T09:00:00+08:00', now);
  expect(said).toEqual({ state, sentence });
});

test('what lies over a weekend without working days is said in days', () => {
  expect(say('2026-11-28T10:00:00+08:00', '2026-11-27T09:00:00+08:00', '2026-11-27T10:00:00+08:00').sentence).toBe(
    '剩 1 天',
  );
  expect(say('2026-11-27T17:30:00+08:00', '2026-11-26T09:00:00+08:00', '2026-11-28T10:00:00+08:00').sentence).toBe(
    '超 1 天',
  );
});

test('the strip marks used, make-up, rest and overdue days', () => {
  expect(strip('2026-10-12T17:30:00+08:00', '2026-10-08T09:00:00+08:00', '2026-10-09T09:00:00+08:00')).toBe(
    '08起:start 09今天:today 10班:makeup 11休:rest 12一:last',
  );
  expect(strip('2026-11-25T17:30:00+08:00', '2026-11-23T09:00:00+08:00', '2026-11-28T09:00:00+08:00')).toBe(
    '23起:start 24二:used 25三:last 26四:overdue 27五:overdue 28休:rest',
  );
});

test('a long strip shows its end', () => {
  const { strip: days } = say('2026-12-31T17:30:00+08:00', '2026-11-02T09:00:00+08:00', '2026-11-23T09:00:00+08:00');
  expect([days.length, days.at(0)!.date, days.at(-1)!.date]).toEqual([16, '2026-12-16', '2026-12-31']);
});

test('a deadline in a year that is not published says so, with its year', () => {
  const { provisional, date } = say(
    '2027-01-06T17:30:00+08:00',
    '2026-12-30T09:00:00+08:00',
    '2026-12-30T09:00:00+08:00',
  );
  expect({ provisional, date }).toEqual({ provisional: true, date: '2027年1月6日 周三 17:30' });
  expect(speakDate(new Date('2026-11-25T09:30:00Z'), new Date('2026-01-01T00:00:00Z'))).toBe('11月25日 周三 17:30');
});
