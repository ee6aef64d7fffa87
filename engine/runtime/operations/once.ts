import type { CommandOptions } from '../../model/door.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import { recallOutcomes } from '../../store/ops/recall-outcomes.ts';
import { answerKey, claimKey } from '../../store/ops/remember-outcomes.ts';
import type { Database, Trx } from '../../store/statement.ts';
import { hashOf } from '../requests.ts';

/** What asking needs: who asks, and by which key the same question gets the same answer. */
export type Once = Pick<CommandOptions<Trx>, 'actor' | 'idempotencyKey'>;

/**
 * Does the work in a transaction; with an idempotency key once, and whoever asks again hears the first answer. Throws
 * `Rejected` (`invalid`) when the key was used for something else.
 */
export async function once<T extends object>(
  database: Database,
  { town, options, asked, now }: { town: number; options: Once | undefined; asked: unknown; now: Date },
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
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
