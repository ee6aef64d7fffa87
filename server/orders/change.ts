import { addEvent, type NewEvent } from '../cases/timeline.ts';
import type { Database, Trx } from '../db/schema.ts';
import type { Base } from '../platform/deps.ts';
import { nextStatus, type OrderEvent } from './lifecycle.ts';
import { lockOrder, type OrderPatch, type OrderRow, updateOrder } from './queries.ts';

export interface Change {
  readonly town: number;
  readonly order: string;
  readonly event: OrderEvent;
  readonly now: Date;
  readonly patch?: OrderPatch;
  /** Line of the case's timeline. */
  readonly told: Pick<NewEvent, 'kind' | 'who' | 'text' | 'detail' | 'attachments'>;
}

/**
 * Moves an order by one event of its life, with what is written along, and tells it in the case's timeline. Answers the
 * order as it stands then. Throws a 409 when its status does not take the event.
 */
export async function changeOrder(trx: Trx, deps: Base<Database>, change: Change): Promise<OrderRow> {
  const before = await lockOrder(trx, change.town, change.order);
  const patch = { ...change.patch, status: nextStatus(before.status, change.event) };
  await updateOrder(trx, change.town, change.order, patch);
  await addEvent(trx, deps, change.town, { ...change.told, case: before.case_id, at: change.now, order: change.order });
  return { ...before, ...(patch as Partial<OrderRow>) };
}
