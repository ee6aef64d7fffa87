/** What a formula gave, in words. */

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const town = { timeZone: 'Asia/Shanghai' } as const;
const date = { month: 'long', day: 'numeric', weekday: 'short' } as const;
const sayMoment = new Intl.DateTimeFormat('zh-CN', {
  ...town,
  ...date,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const sayDay = new Intl.DateTimeFormat('zh-CN', { ...town, ...date });

/** 是 · 没有值 · 11月25日周三 17:30 · 3 · 列表（2 项）：甲、乙. Anything else as JSON. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined) return '没有值（空）';
  if (value === true) return '是';
  if (value === false) return '否';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return `列表（${value.length} 项）${value.length ? `：${value.map(sayValue).join('、')}` : ''}`;
  if (typeof value === 'string') {
    if (value === '') return '空的文字';
    if (moment.test(value)) return sayMoment.format(new Date(value));
    return day.test(value) ? sayDay.format(new Date(`${value}T00:00:00+08:00`)) : value;
  }
  return JSON.stringify(value);
}
