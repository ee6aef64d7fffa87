import type { Actor } from '../model/door.ts';
import { beginComplete } from '../runtime/starts.ts';
import { expireMessages } from '../store/ops/buffer-messages.ts';
import { findComplete } from '../store/ops/find-start-triggers.ts';
import { ensurePartitions } from '../store/partitions.ts';
import { statement } from '../store/statement.ts';
import type { WorkerContext } from './context.ts';

const actor: Actor = { kind: 'system', id: 'upkeep' };
const everyMs = 3_600_000;
/** First answers are kept 30 days. */
const keptMs = 30 * 86_400_000;

const towns = statement<{ readonly town_id: number }>('town.list', 'select distinct town_id from procedure_version');
const forget = statement('idempotency.forget', 'delete from idempotency where town_id = $1 and created_at < $2');

/**
 * Once an hour: partitions for the months to come, first answers and messages that are old enough are
 * forgotten, and what several events were to begin together begins if a dead process left it.
 */
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
      const { rows: complete } = await context.database.executeQuery(findComplete(town));
      for (const start of complete) await beginComplete(context, town, start, { actor }, undefined);
    }
  };
}
