import { deliverKept } from '../runtime/buffer.ts';
import { crashPoint } from '../store/crash-point.ts';
import { type BufferedMessage, dueMessages, postponeMessage } from '../store/ops/buffer-messages.ts';
import { backoff, bulk, type Pass, type WorkerContext } from './context.ts';

/**
 * Delivers kept messages for which somebody waits by now, those of one name and key in the order they came. No lease is
 * needed: a message is taken away in the transaction that delivers it.
 */
export function messagePass(context: WorkerContext): Pass {
  return async (town) => {
    const { rows } = await context.database.executeQuery(dueMessages(context.clock.now(), bulk, town ?? null));
    if (rows.length > 0) crashPoint('message:found');
    const queues = Map.groupBy(rows, ({ town_id, name, key }) => JSON.stringify([town_id, name, key]));
    const delivered = await Promise.all([...queues.values()].map((queue) => deliverInOrder(context, queue)));
    return delivered.reduce((sum, count) => sum + count, 0);
  };
}

async function deliverInOrder(context: WorkerContext, queue: readonly BufferedMessage[]): Promise<number> {
  let delivered = 0;
  for (const message of queue) {
    const { town_id: town, message_id: id, attempts } = message;
    try {
      if ((await deliverKept(context, message)) === undefined) break;
      delivered++;
    } catch (error) {
      context.logger.warn(
        { town, message: id, attempt: attempts + 1, err: error },
        'kept message could not be delivered',
      );
      const until = new Date(context.clock.now().getTime() + backoff(attempts + 1));
      await context.database.executeQuery(postponeMessage(town, id, until));
      break;
    }
  }
  return delivered;
}
