const zone = 'Asia/Shanghai';
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: string;
  /** 24-hour clock: 17:30 */
  readonly time: string;
}

const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** The wall clock of Shanghai at an instant, wherever the browser stands. */
export function partsOf(instant: string | Date): Parts {
  const found = Object.fromEntries(formatter.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!;
  return { year, month, day, weekday, time: `${found.hour === '24' ? '00' : found.hour}:${found.minute}` };
}

/** YYYY-MM-DD in Shanghai. */
export function dayOf(instant: string | Date): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `今天 9:00`, `昨天 16:20`, `20日 15:10`, `10月31日 15:10`, `2025年12月1日`: as short as the reader needs. */
export function shortTime(instant: string, now: Date): string {
  const at = partsOf(instant);
  const today = partsOf(now);
  const time = at.time.replace(/^0/, '');
  const apart = daysBetween(dayOf(instant), dayOf(now));
  if (apart === 0) return `今天 ${time}`;
  if (apart === 1) return `昨天 ${time}`;
  if (at.year !== today.year) return `${at.year}年${at.month}月${at.day}日`;
  return at.month === today.month ? `${at.day}日 ${time}` : `${at.month}月${at.day}日 ${time}`;
}

/** `11月25日 周三` */
export function longDay(instant: string | Date): string {
  const { month, day, weekday } = partsOf(instant);
  return `${month}月${day}日 周${weekday}`;
}

/** `11月25日 周三 17:30` */
export function longTime(instant: string | Date): string {
  return `${longDay(instant)} ${partsOf(instant).time.replace(/^0/, '')}`;
}

/** `2026年11月23日`, for papers. */
export function officialDay(instant: string | Date): string {
  const { year, month, day } = partsOf(instant);
  return `${year}年${month}月${day}日`;
}

/** `10:32:05`, for the autosave pill. */
export function clockTime(instant: string | Date): string {
  const seconds = String(new Date(instant).getUTCSeconds()).padStart(2, '0');
  return `${partsOf(instant).time}:${seconds}`;
}

/** Whole days from one YYYY-MM-DD to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
