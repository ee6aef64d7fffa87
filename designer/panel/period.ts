/** A deadline between its FEEL (`=workdays(7)`) and the words of the panel (7 工作日). */

export type PeriodUnit = 'workdays' | 'workhours' | 'calendar days';

export interface Period {
  readonly count: number;
  readonly unit: PeriodUnit;
}

export const periodUnits: readonly { readonly value: PeriodUnit; readonly label: string }[] = [
  { value: 'workdays', label: '工作日' },
  { value: 'workhours', label: '工作小时' },
  { value: 'calendar days', label: '自然日' },
];

const form = /^=\s*(workdays|workhours|calendar days)\(\s*(\d+)\s*\)$/;

/** The period of an expression, or undefined when it is something only the formula field can show. */
export function readPeriod(feel: string | undefined): Period | undefined {
  const match = form.exec(feel ?? '');
  return match ? { unit: match[1] as PeriodUnit, count: Number(match[2]) } : undefined;
}

export const writePeriod = ({ count, unit }: Period): string => `=${unit}(${count})`;

/** 7 个工作日 · 2 个工作小时 · 30 天 */
export function sayPeriod({ count, unit }: Period): string {
  return unit === 'workdays' ? `${count} 个工作日` : unit === 'workhours' ? `${count} 个工作小时` : `${count} 天`;
}
