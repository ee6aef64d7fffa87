import { after, parseDuration } from '../core/iso.ts';
import type { CommandOptions, Outcome } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import { type BufferedMessage, keepMessage, recallMessage, takeMessage } from '../store/ops/buffer-messages.ts';
import type { Trx } from '../store/statement.ts';
import { askedOf, deliver, Held, type Message } from './correlate.ts';
import { hashOf } from './requests.ts';
import { Gone, type Reach } from './starts.ts';
import { uuidv7 } from './uuid.ts';

/** Delivers now, or keeps the message for its time to live; the workers deliver it as soon as somebody waits. */
export async function correlate(
  reach: Reach,
  town: number,
  { ttl, ...message }: Message & { readonly ttl?: string },
  options: CommandOptions<Trx>,
): Promise<Outcome | undefined> {
  const lives = ttl === undefined ? undefined : lifetime(ttl);
  if (lives && options.companion)
    throw new Rejected(
      reject('invalid', 'Expected no companion with a time to live, for it cannot be kept, but got one'),
    );
  // With a time to live it waits with the instance until that is resumed.
  const reached = await deliver(reach, town, message, options).catch((error: unknown) => {
    if (lives && error instanceof Held) return undefined;
    throw error;
  });
  if (reached) return reached === 'taken' ? undefined : reached;
  if (!lives) return undefined;
  const now = reach.clock.now();
  const kept = await keep(reach, town, message, options, now, new Date(after(now.getTime(), lives)));
  // Whoever began to wait before it was kept did not see it; whoever begins now does.
  return (await deliverKept(reach, kept)) || undefined;
}

function lifetime(ttl: string) {
  const duration = parseDuration(ttl);
  if (duration && duration.ms >= 0 && duration.months >= 0) return duration;
  throw new Rejected(reject('invalid', `Expected a duration such as PT1H as time to live but got “${ttl}”`));
}

async function keep(
  reach: Reach,
  town: number,
  message: Message,
  options: CommandOptions<Trx>,
  now: Date,
  expires: Date,
): Promise<BufferedMessage> {
  const { name, key, variables = {} } = message;
  const { actor, idempotencyKey = null } = options;
  const id = idempotencyKey === null ? uuidv7(now) : `key:${idempotencyKey}`;
  const hash = hashOf(askedOf(message), options);
  const json = [JSON.stringify(variables), JSON.stringify(actor)];
  const insert = keepMessage(town, id, name, key, ...json, idempotencyKey, hash, now, expires);
  const { numAffectedRows } = await reach.database.executeQuery(insert);
  if (numAffectedRows === 0n) {
    const { rows } = await reach.database.executeQuery(recallMessage(town, id));
    if (rows[0] && rows[0].request_hash !== hash)
      throw new Rejected(
        reject('invalid', `Expected a new idempotency key but “${idempotencyKey}” was used for another message`),
      );
  }
  return { town_id: town, message_id: id, name, key, variables, actor, idempotency_key: idempotencyKey, attempts: 0 };
}

/**
 * Delivers a message that was kept, and takes it away in the same transaction: it arrives once, whoever else tries.
 * Undefined when nobody waits (any more), when who waits is suspended, or when it is gone.
 */
export async function deliverKept(reach: Reach, kept: BufferedMessage): Promise<Outcome | false | undefined> {
  const { town_id: town, message_id: id, name, key, variables, actor, idempotency_key: idempotencyKey } = kept;
  const options = { actor, ...(idempotencyKey !== null && { idempotencyKey }) };
  const take = async (db: Reach['database']) => (await db.executeQuery(takeMessage(town, id))).numAffectedRows === 1n;
  const consume = async (trx: Trx) => {
    if (!(await take(trx))) throw new Gone();
    return {};
  };
  try {
    const reached = await deliver(reach, town, { name, key, variables }, options, consume);
    // The same message may have arrived by its idempotency key just before it was kept.
    if (reached && idempotencyKey !== null) await take(reach.database);
    return reached === 'taken' ? false : reached;
  } catch (error) {
    if (error instanceof Gone || error instanceof Held) return undefined;
    throw error;
  }
}
