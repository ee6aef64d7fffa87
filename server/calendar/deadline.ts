import type { Deadline } from './contract.ts';
import { type DayTable, isProvisional, isWorkday, workdaysBetween } from './counting.ts';
import { dateOfDay, dayNumber, localIso, localTime, weekdayName } from './zone.ts';

type StripDay = Deadline['strip'][number];

/** A strip that no longer fits a header shows its last days only. */
const stripLength = 16;

/** 11月25日 周三 17:30; in another year than `now` with the year before it. */
export function speakDate(at: Date, now: Date): string {
  const [year, month, day] = dateOfDay(dayNumber(at)).split('-').map(Number);
  const other = year === Number(dateOfDay(dayNumber(now)).slice(0, 4)) ? '' : `${year}年`;
  return `${other}${month}月${day}日 周${weekdayName(dayNumber(at))} ${localTime(at)}`;
}

/**
 * A deadline as it speaks (visual.md 3): calm `剩 2 个工作日` · soon `今天 17:30` · late `超 1 个工作日`, with the days that
 * were counted. `created` is when the period began; `ended` when the work was done, after which nothing runs any more.
 */
export function deadlineOf(table: DayTable, due: Date, created: Date, now: Date): Deadline {
  const [from, last, today] = [dayNumber(created), dayNumber(due), dayNumber(now)];
  const late = now.getTime() > due.getTime();
  return {
    due: localIso(due),
    state: late ? 'late' : last === today ? 'soon' : 'calm',
    sentence: late ? lateSentence(table, due, now) : leftSentence(table, due, now),
    date: speakDate(due, now),
    strip: strip(table, from, last, today, late),
    provisional: isProvisional(table, from, last),
  };
}

function leftSentence(table: DayTable, due: Date, now: Date): string {
  const [last, today] = [dayNumber(due), dayNumber(now)];
  if (last === today) return `今天 ${localTime(due)}`;
  const left = workdaysBetween(table, today, last);
  if (left === 0) return `剩 ${last - today} 天`;
  return `剩 ${left} 个工作日`;
}

function lateSentence(table: DayTable, due: Date, now: Date): string {
  const over = workdaysBetween(table, dayNumber(due), dayNumber(now));
  if (over > 0) return `超 ${over} 个工作日`;
  const minutes = Math.floor((now.getTime() - due.getTime()) / 60_000);
  if (dayNumber(due) !== dayNumber(now)) return `超 ${dayNumber(now) - dayNumber(due)} 天`;
  return minutes >= 60 ? `超 ${Math.floor(minutes / 60)} 小时` : `超 ${Math.max(1, minutes)} 分钟`;
}

/** The day the period began (not counted), the counted days, today, the last day, and what runs over it. */
function strip(table: DayTable, from: number, last: number, today: number, late: boolean): StripDay[] {
  const end = Math.max(last, late ? today : last);
  const days: StripDay[] = [];
  for (let day = Math.max(from, end - stripLength + 1); day <= end; day++) {
    const kind = kindOf(table, day, from, last, today);
    days.push({ date: dateOfDay(day), weekday: weekdayName(day), kind, label: labelOf(table, day, kind) });
  }
  return days;
}

function kindOf(table: DayTable, day: number, from: number, last: number, today: number): StripDay['kind'] {
  if (day === from && day !== last) return 'start';
  if (day > last) return isWorkday(table, day) ? 'overdue' : restOf(table, day);
  if (day === last) return 'last';
  if (!isWorkday(table, day)) return restOf(table, day);
  if (day === today) return 'today';
  if (table.makeups.has(day)) return 'makeup';
  return day < today ? 'used' : 'ahead';
}

const restOf = (table: DayTable, day: number) => (table.holidays.has(day) ? 'holiday' : 'rest');

function labelOf(table: DayTable, day: number, kind: StripDay['kind']): string {
  if (kind === 'start') return '起';
  if (kind === 'rest') return '休';
  if (kind === 'holiday') return '假';
  if (kind === 'today') return '今天';
  if (table.makeups.has(day)) return '班';
  return weekdayName(day);
}
