import chineseDays from 'chinese-days';
import { dateOfDay, dayOfDate, weekdayOf } from './zone.ts';

export interface CalendarYear {
  readonly year: number;
  readonly official: boolean;
  readonly source: string;
  readonly days: readonly { readonly day: string; readonly kind: 'holiday' | 'makeup'; readonly name: string }[];
}

/** Years whose arrangement by the State Council is in the package; past them the package answers wrongly, so it is not asked. */
const published = { from: 2004, until: 2026 };
const foreseenUntil = 2032;

/** Every year that a new town starts with. The only place that asks the package. */
export function calendarYears(): CalendarYear[] {
  const years: CalendarYear[] = [];
  for (let year = published.from; year <= published.until; year++) years.push(publishedYear(year));
  for (let year = published.until + 1; year <= foreseenUntil; year++) years.push(foreseenYear(year));
  return years;
}

function publishedYear(year: number): CalendarYear {
  const days: CalendarYear['days'][number][] = [];
  const end = dayOfDate(`${year + 1}-01-01`);
  for (let day = dayOfDate(`${year}-01-01`); day < end; day++) {
    const date = dateOfDay(day);
    const { work, name } = chineseDays.getDayDetail(date);
    const weekend = weekdayOf(day) % 6 === 0;
    const title = name.split(',')[1] ?? name;
    if (work && weekend) days.push({ day: date, kind: 'makeup', name: title });
    // A weekend inside a holiday carries the holiday's name; other weekends carry that of the weekday.
    if (!work && (!weekend || name.includes(','))) days.push({ day: date, kind: 'holiday', name: title });
  }
  return { year, official: true, source: 'chinese-days 1.5.7（国务院办公厅通知）', days };
}

/** Not published yet: the 13 statutory days of 全国年节及纪念日放假办法 (2025), no make-up days. */
function foreseenYear(year: number): CalendarYear {
  const spring = lunar(year, '01-01');
  const dates: [string, string][] = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((shift): [string, string] => [dateOfDay(spring + shift), '春节']),
    [chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [dateOfDay(lunar(year, '05-05')), '端午'],
    [dateOfDay(lunar(year, '08-15')), '中秋'],
    ...[1, 2, 3].map((day): [string, string] => [`${year}-10-0${day}`, '国庆节']),
  ];
  const days = [...new Map(dates)].map(([day, name]) => ({ day, kind: 'holiday' as const, name }));
  return { year, official: false, source: '按法定节日推算，待国务院办公厅公布', days };
}

/** Day number of a day of the lunar year that begins in `year`. */
const lunar = (year: number, monthDay: string) =>
  dayOfDate(chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date);
