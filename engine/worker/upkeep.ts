import { expireMessages } from '../store/ops/buffer-messages.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { statement } from '../store/statement.ts';
import type { WorkerContext } from './context.ts';

const everyMs = 3_600_000;
/** First answers are kept 30 days. */
const keptMs = 30 * 86_400_000;

const towns = statement<{ readonly town_id: number }>('town.list', 'select distinct town_id from procedure_version');
const forget = statement('idempotency.forget', 'delete from idempotency where town_id = $1 and created_at < $2');

/** Once an hour: partitions for the months to come, and first answers and messages that are old enough are forgotten. */
export function upkeep(context: WorkerContext): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = context.clock.now();
    if (now.getTime() - last < everyMs) return;
    last = now.getTime();
    await ensurePartitions(context.database, now);
    const { rows } = await context.database.executeQuery(towns());
    for (const { town_id: town } of rows) {
      await context.database.executeQuery(forget(town, new Date(now.getTime() - keptMs)));
      await context.database.executeQuery(expireMessages(town, now));
    }
  };
}
