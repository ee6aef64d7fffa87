import { describe, expect, test } from 'vitest';
import {
  addCalendarDays,
  addMonths,
  addWorkdays,
  addWorkhours,
  closeOf,
  type DayTable,
  isProvisional,
  isWorkday,
  workdaysBetween,
} from '../../../server/calendar/counting.ts';
import { calendarYears } from '../../../server/calendar/seed.ts';
import { dateOfDay, dayNumber, dayOfDate, localIso, startOfDay } from '../../../server/calendar/zone.ts';

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
const day = dayOfDate;
const workdays = (from: string, n: number) => dateOfDay(addWorkdays(table, day(from), n));
const calendarDays = (from: string, n: number) => dateOfDay(addCalendarDays(table, day(from), n));
const months = (from: string, n: number) => dateOfDay(addMonths(table, day(from), n));
const workhours = (from: string, n: number) => localIso(addWorkhours(table, Date.parse(from), n)).slice(0, 16);

describe('民法典 201: the day of the event is not counted', () => {
  test('working days begin on the next one', () =>
    expect([0, 1, 2, 5].map((n) => workdays('2026-11-23', n))).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-30',
    ]));
  test('calendar days begin on the next one', () => expect(calendarDays('2026-11-23', 7)).toBe('2026-11-30'));
  test('hours run from the moment', () => expect(workhours('2026-11-23T09:10:00+08:00', 2)).toBe('2026-11-23T11:10'));
});

describe('民法典 202: months end on the corresponding day, or at the end of the month', () => {
  test('the same day', () => expect(months('2026-04-15', 1)).toBe('2026-05-15'));
  test('a month without it', () => expect(months('2026-03-31', 1)).toBe('2026-04-30'));
  test('February', () => expect(months('2027-12-31', 2)).toBe('2028-02-29'));
  test('over the end of a year', () => expect(months('2025-11-28', 2)).toBe('2026-01-28'));
});

describe('民法典 203: a last day that is none of work moves to the day after the holiday', () => {
  test('a weekend', () => expect(calendarDays('2026-11-23', 5)).toBe('2026-11-30'));
  test('National Day 2026', () => expect(calendarDays('2026-09-21', 10)).toBe('2026-10-08'));
  test('a Saturday that is worked stands', () => expect(calendarDays('2026-10-05', 5)).toBe('2026-10-10'));
  test('a month', () => expect(months('2026-09-01', 1)).toBe('2026-10-08'));
  test('it ends with business hours', () =>
    expect(localIso(closeOf(table, day('2026-11-25')))).toBe('2026-11-25T17:30:00+08:00'));
  test('at midnight where there are none', () =>
    expect(localIso(closeOf({ ...table, hours: [] }, day('2026-11-25')))).toBe('2026-11-26T00:00:00+08:00'));
});

describe('make-up days and holidays', () => {
  test('five working days over National Day 2026', () => expect(workdays('2026-09-30', 5)).toBe('2026-10-13'));
  test('the Saturday of the make-up counts', () => expect(workdays('2026-10-09', 1)).toBe('2026-10-10'));
  test('Spring Festival 2026 begins on a worked Saturday', () => expect(workdays('2026-02-13', 2)).toBe('2026-02-24'));
  test('zero working days from a holiday is the day after it', () =>
    expect(workdays('2026-10-03', 0)).toBe('2026-10-08'));
  test.each([
    ['2026-10-01', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2026-01-04', true],
  ])('%s is worked: %s', (date, worked) => expect(isWorkday(table, day(date))).toBe(worked));
  test('between two days the last one counts, the first one not', () => {
    expect(workdaysBetween(table, day('2026-09-30'), day('2026-10-13'))).toBe(5);
    expect(workdaysBetween(table, day('2026-10-13'), day('2026-09-30'))).toBe(0);
  });
});

describe('working hours', () => {
  test.each([
    ['over lunch', '2026-11-23T11:00:00+08:00', 2, '2026-11-23T15:30'],
    ['exactly to closing time', '2026-11-23T15:30:00+08:00', 2, '2026-11-23T17:30'],
    ['over night', '2026-11-23T16:30:00+08:00', 2, '2026-11-24T09:30'],
    ['from the evening', '2026-11-23T20:00:00+08:00', 2, '2026-11-24T10:30'],
    ['from Friday over the weekend', '2026-11-27T17:00:00+08:00', 2, '2026-11-30T10:00'],
    ['over National Day', '2026-09-30T17:00:00+08:00', 2, '2026-10-08T10:00'],
    ['half an hour', '2026-11-23T11:45:00+08:00', 0.5, '2026-11-23T14:45'],
    ['none', '2026-11-23T12:30:00+08:00', 0, '2026-11-23T14:30'],
  ])('%s', (_, from, n, until) => expect(workhours(from, n)).toBe(until));
});

describe('provisional years', () => {
  test('2026 is published, 2027 is not', () => {
    expect(isProvisional(table, day('2026-01-01'), day('2026-12-31'))).toBe(false);
    expect(isProvisional(table, day('2026-12-30'), day('2027-01-04'))).toBe(true);
    expect(isProvisional(table, day('2027-01-04'), day('2026-12-30'))).toBe(true);
  });
  test('its statutory days rest all the same', () => {
    expect(workdays('2026-12-31', 3)).toBe('2027-01-06');
    expect([5, 6, 7, 8].map((date) => isWorkday(table, day(`2027-02-0${date}`)))).toEqual([false, false, false, false]);
    expect(workdays('2027-02-04', 1)).toBe('2027-02-09');
  });
  test('the statutory days of 2027', () => {
    const days = years.find(({ year }) => year === 2027)!.days.map(({ day, name }) => `${day.slice(5)} ${name}`);
    expect(days).toEqual([
      ...[
        '01-01 元旦',
        '02-05 春节',
        '02-06 春节',
        '02-07 春节',
        '02-08 春节',
        '04-05 清明',
        '05-01 劳动节',
        '05-02 劳动节',
      ],
      ...['06-09 端午', '09-15 中秋', '10-01 国庆节', '10-02 国庆节', '10-03 国庆节'],
    ]);
  });
});

describe('refused', () => {
  test.each([-1, 1.5, Number.NaN, 1e9])('%s days', (n) => {
    expect(() => addWorkdays(table, 0, n)).toThrow(RangeError);
    expect(() => addCalendarDays(table, 0, n)).toThrow(RangeError);
    expect(() => addMonths(table, 0, n)).toThrow(RangeError);
  });
  test('a town that never works', () => {
    const idle: DayTable = { ...table, holidays: new Map(Array.from({ length: 4000 }, (_, at) => [at, '停'])) };
    expect(() => addWorkdays(idle, 0, 1)).toThrow(
      'Expected a working day within 3660 days after day 1 but there is none',
    );
  });
});

test('a day begins and ends in Shanghai, whatever the machine thinks', () => {
  expect(dayNumber(new Date('2026-11-22T16:00:00Z'))).toBe(day('2026-11-23'));
  expect(dayNumber(new Date('2026-11-22T15:59:59Z'))).toBe(day('2026-11-22'));
  expect(new Date(startOfDay(day('2026-11-23'))).toISOString()).toBe('2026-11-22T16:00:00.000Z');
});
