import type { AskedBy } from '../../model/caller.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import { recallOutcomes } from '../../store/ops/recall-outcomes.ts';
import { answerKey, claimKey } from '../../store/ops/remember-outcomes.ts';
import type { Database, Trx } from '../../store/statement.ts';
import { hashOf } from '../requests.ts';

/**
 * Does the work in a transaction; with an idempotency key once, and whoever asks again hears the first answer. Throws
 * `Rejected` (`invalid`) when the key was used for something else, or for a companion, which would not be run.
 */
export async function once<T extends object>(
  database: Database,
  { town, options, asked, now }: { town: number; options: AskedBy | undefined; asked: unknown; now: Date },
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  if (options && 'companion' in options && options.companion)
    throw new Rejected(reject('invalid', 'Expected no companion, for this concerns no one instance, but got one'));
  return database.transaction().execute(async (trx) => {
    const key = options?.idempotencyKey;
    if (key === undefined) return work(trx);
    // Dates and absent fields as JSON has them.
    const hash = hashOf(JSON.parse(JSON.stringify(asked)), { actor: options!.actor, idempotencyKey: key });
    const { numAffectedRows } = await trx.executeQuery(claimKey(town, key, hash, now));
    if (numAffectedRows === 0n) {
      const { rows } = await trx.executeQuery(recallOutcomes(town, [key]));
      if (rows[0]?.request_hash === hash) return rows[0].outcome as unknown as T;
      throw new Rejected(reject('invalid', `Expected a new idempotency key but “${key}” was used for another command`));
    }
    const answer = await work(trx);
    await trx.executeQuery(answerKey(town, key, JSON.stringify(answer)));
    return answer;
  });
}
