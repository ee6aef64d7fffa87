import { dayOf } from '../../../ui/text/dates.ts';

export type Period = 'days7' | 'days30' | 'days90' | 'year';

export const periods: readonly { value: Period; label: string }[] = [
  { value: 'days7', label: '近 7 天' },
  { value: 'days30', label: '近 30 天' },
  { value: 'days90', label: '近 90 天' },
  { value: 'year', label: '今年' },
];

/** The days of a period up to today in Shanghai, both included. */
export function rangeOf(period: Period, now: Date): { from: string; to: string } {
  const to = dayOf(now);
  if (period === 'year') return { from: `${to.slice(0, 4)}-01-01`, to };
  const days = period === 'days7' ? 7 : period === 'days90' ? 90 : 30;
  return { from: dayOf(new Date(now.getTime() - (days - 1) * 86_400_000)), to };
}
