import type { WorkCalendar } from '../../engine/model/world.ts';
import type { OrderKind } from './lifecycle.ts';

export interface Limits {
  readonly signDue: Date;
  readonly resultDue: Date;
}

/**
 * Limits of an order from the moment it is issued (domain.md 2.6): signed within 1 working day, urgent within 2 working
 * hours; on the spot within 3 working days (or as ordered), urgent within 2 working hours; guidance within 7, 15 or 30 days.
 */
export function limitsOf(
  calendar: WorkCalendar,
  order: { kind: OrderKind; urgent: boolean; result_days: number },
  issued: Date,
): Limits {
  const from = issued.getTime();
  const signDue = new Date(order.urgent ? calendar.workhours(from, 2) : calendar.workdays(from, 1));
  return { signDue, resultDue: new Date(resultDue(calendar, order, from)) };
}

function resultDue(
  calendar: WorkCalendar,
  { kind, urgent, result_days }: { kind: OrderKind; urgent: boolean; result_days: number },
  from: number,
): number {
  if (kind === 'guidance') return calendar.calendarDays(from, result_days);
  return urgent ? calendar.workhours(from, 2) : calendar.workdays(from, result_days);
}

/** Days for the result when the order does not say: on the spot in working days, guidance in calendar days. */
export const usualDays: Record<OrderKind, number> = { on_site: 3, guidance: 15 };
