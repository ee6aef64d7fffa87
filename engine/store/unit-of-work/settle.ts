import { setTimeout as pause } from 'node:timers/promises';
import { instant } from '../bulk.ts';
import { findCommit, waitForInstance } from '../ops/find-commit.ts';
import { isConnectionLost, isContention, isDuplicate, pauseBefore } from '../retry.ts';
import { type BatchContext, Mismatch } from './batch.ts';
import type { Request, Settled } from './request.ts';
import { CommitUnknown, runBatch } from './run.ts';

const attemptsMost = 8;

/**
 * Carries out a batch whatever the database says: a batch that fails is tried in halves, down to the one command that
 * fails by itself, so that one bad command costs nobody else more than time. What may pass is tried again for about
 * six seconds, so that callers ride out a restart of the database.
 */
export async function settle(
  context: BatchContext,
  requests: readonly Request[],
  attempt = 0,
): Promise<readonly Settled[]> {
  try {
    return await runBatch(context, requests);
  } catch (error) {
    const cause = error instanceof CommitUnknown ? error.cause : error;
    context.logger.warn({ count: requests.length, attempt, err: cause }, 'batch failed');
    if (error instanceof CommitUnknown) {
      const committed = await wasCommitted(context, requests, error);
      if (committed === 'unknown') return requests.map(() => ({ error: cause }));
      if (committed) return error.settled;
    }
    if (isConnectionLost(cause)) {
      if (attempt + 1 >= attemptsMost) return requests.map(() => ({ error: cause }));
      await pause(pauseBefore(attempt));
      return settle(context, requests, attempt + 1);
    }
    if (requests.length > 1) {
      const middle = Math.ceil(requests.length / 2);
      const first = await settle(context, requests.slice(0, middle));
      return [...first, ...(await settle(context, requests.slice(middle)))];
    }
    const again = isContention(cause) ? attemptsMost : isDuplicate(cause) || cause instanceof Mismatch ? 2 : 0;
    if (attempt + 1 >= again) return [{ error: cause }];
    await pause(pauseBefore(attempt));
    return settle(context, requests, attempt + 1);
  }
}

/**
 * After a lost answer to COMMIT: the batch is one transaction, so one of its history rows tells for all. Waits for the
 * database to come back, and gives up in the end: a caller with an idempotency key may ask again. A batch that wrote
 * nothing may simply run again.
 */
async function wasCommitted(
  context: BatchContext,
  requests: readonly Request[],
  unknown: CommitUnknown,
): Promise<boolean | 'unknown'> {
  const index = unknown.settled.findIndex((one) => 'accepted' in one && one.accepted !== undefined);
  const witness = unknown.settled[index];
  if (!witness || !('accepted' in witness) || !witness.accepted) return false;
  const { instance, rev, actor, command } = witness.accepted;
  const { town } = requests[index]!;
  for (let attempt = 0; ; attempt++) {
    try {
      return await context.database.transaction().execute(async (trx) => {
        await trx.executeQuery(waitForInstance(town, instance));
        const { rows } = await trx.executeQuery(
          findCommit(
            town,
            instance,
            rev,
            instant(unknown.now.getTime()),
            JSON.stringify(actor),
            JSON.stringify(command),
          ),
        );
        return rows.length > 0;
      });
    } catch (error) {
      if (attempt + 1 >= attemptsMost) return 'unknown';
      context.logger.warn({ attempt, err: error }, 'database does not answer');
      await pause(pauseBefore(attempt));
    }
  }
}
