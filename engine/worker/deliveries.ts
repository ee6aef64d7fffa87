import type { Actor } from '../model/door.ts';
import { Rejected } from '../model/rejection.ts';
import { broadcast, deliver as correlate, Held } from '../runtime/correlate.ts';
import { commandRequest } from '../runtime/requests.ts';
import { crashPoint } from '../store/crash-point.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  dueDeliveries,
  postponeDelivery,
} from '../store/ops/claim-deliveries.ts';
import { deleteDelivery } from '../store/ops/write-deliveries.ts';
import { backoff, bulk, claimDue, leaseUntil, type Pass, type WorkerContext } from './context.ts';

const actor: Actor = { kind: 'system', id: 'delivery' };
/** A message for a suspended instance is tried again soon, however long that lasts: somebody may resume it. */
const heldMs = 60_000;

/**
 * Delivers thrown messages and signals, and goes on with instances that stopped at their budget. The key of the row is the
 * idempotency key: delivered again after a crash, it has no second effect. A message that nobody waits for is lost, as BPMN has it.
 */
export function deliveryPass(context: WorkerContext): Pass {
  return async (town) => {
    const now = context.clock.now();
    const { claimed } = await claimDue(
      async () => (await context.database.executeQuery(dueDeliveries(now, bulk, town ?? null))).rows,
      async (town, mine) => {
        const keys = mine.map((row) => row.key);
        return (await context.database.executeQuery(claimDeliveries(town, now, leaseUntil(now), keys))).rows;
      },
    );
    if (claimed.length > 0) crashPoint('delivery:claimed');
    await Promise.all(claimed.map((row) => deliver(context, row)));
    return claimed.length;
  };
}

async function deliver(context: WorkerContext, row: ClaimedDelivery): Promise<void> {
  const { town_id: town, name, variables } = row;
  const options = { actor, idempotencyKey: `delivery:${row.key}` };
  try {
    if (row.kind === 'message') await correlate(context, town, { name, key: row.correlation_key, variables }, options);
    else if (row.kind === 'signal') await broadcast(context, town, { name, variables }, options, row.instance_id);
    else await context.queue.submit(commandRequest({ town, instance: row.instance_id }, { type: 'continue' }, options));
    crashPoint('delivery:done');
    await context.database.executeQuery(deleteDelivery(town, row.key, row.fence));
  } catch (error) {
    if (error instanceof Rejected && row.kind === 'continue') {
      await context.database.executeQuery(deleteDelivery(town, row.key, row.fence));
      return;
    }
    const held = error instanceof Held;
    const about = { town, instance: row.instance_id, type: row.kind, attempt: row.attempts };
    if (held) context.logger.info(about, 'delivery waits for an instance that is suspended');
    else context.logger.warn({ ...about, err: error }, 'delivery failed');
    const until = new Date(context.clock.now().getTime() + (held ? heldMs : backoff(row.attempts)));
    await context.database.executeQuery(postponeDelivery(town, row.key, row.fence, until));
  }
}
