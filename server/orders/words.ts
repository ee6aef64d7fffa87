import { dateOfDay, dayNumber, localTime, weekdayName } from '../calendar/zone.ts';
import { typeLabel } from '../intake/taxonomy.ts';
import type { OrderKind } from './lifecycle.ts';

/** 11月17日（周二）17:30, as letters write a limit. */
export function letterMoment(at: Date): string {
  const [, month, day] = dateOfDay(dayNumber(at)).split('-').map(Number);
  return `${month}月${day}日（周${weekdayName(dayNumber(at))}）${localTime(at)}`;
}

/** 2026年11月16日, as letters are dated. */
export function letterDate(at: Date): string {
  const [year, month, day] = dateOfDay(dayNumber(at)).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export const kindText: Record<OrderKind, string> = { on_site: '到场协调', guidance: '业务指导' };
export const causeText = { not_ours: '不在本级职能职责范围', coordination: '需协调解决' } as const;

/** What an order is about, from the kind of dispute: never from the case's title, which may name parties. */
export function orderTitle(kind: OrderKind, caseType: string): string {
  const last = typeLabel(caseType)?.split('/').at(-1)?.trim() ?? '';
  const general = last === '' || last === '其他' ? '矛盾' : last;
  const matter = /(纠纷|争议)$/.test(general) ? general : `${general}纠纷`;
  return kind === 'on_site' ? `请派员到场协调${matter}` : `请对${matter}给予业务指导`;
}
