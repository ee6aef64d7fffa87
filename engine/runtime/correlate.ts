import type { CommandOptions, Outcome } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { Variables } from '../model/variables.ts';
import { findMessageSubscription, findSignalInstances } from '../store/ops/find-subscriptions.ts';
import { recallOutcomes } from '../store/ops/recall-outcomes.ts';
import type { Database, Trx } from '../store/statement.ts';
import type { Queue } from '../store/unit-of-work/queue.ts';
import { commandRequest, hashOf } from './requests.ts';

export interface Message {
  readonly name: string;
  readonly key: string;
  readonly variables?: Variables;
}
export interface Signal {
  readonly name: string;
  readonly variables?: Variables;
}

/**
 * Finds who waits without locking, then lets the locked instance decide: whoever was found may have gone on in the
 * meantime, then the next is looked for.
 */
export async function correlate(
  context: { readonly database: Database; readonly queue: Queue },
  town: number,
  message: Message,
  options: CommandOptions<Trx>,
): Promise<Outcome | undefined> {
  const asked = { message: { name: message.name, key: message.key, variables: message.variables } };
  const first = await recall(context.database, town, options, hashOf(asked, options));
  if (first) return first;
  for (let attempt = 0; ; attempt++) {
    const { rows } = await context.database.executeQuery(findMessageSubscription(town, message.name, message.key));
    const [waiting] = rows;
    if (!waiting) return undefined;
    const { variables } = message;
    const command = { type: 'message', subscription: waiting.sub_no, ...(variables && { variables }) } as const;
    try {
      return await context.queue.submit(
        commandRequest({ town, instance: waiting.instance_id }, command, options, asked),
      );
    } catch (error) {
      const gone = error instanceof Rejected && (error.code === 'not-found' || error.code === 'conflict');
      if (!gone || attempt === 4) throw error;
    }
  }
}

/**
 * To everybody who waits, each in a transaction of its own. With an idempotency key each instance has its own first
 * answer, so that a broadcast that broke off half-way can be asked for again.
 */
export async function broadcast(
  context: { readonly database: Database; readonly queue: Queue },
  town: number,
  signal: Signal,
  options: CommandOptions<Trx>,
): Promise<readonly Outcome[]> {
  const { rows } = await context.database.executeQuery(findSignalInstances(town, signal.name));
  const command = { type: 'signal', ...signal } as const;
  const key = options.idempotencyKey;
  const settled = await Promise.allSettled(
    rows.map(async ({ instance_id: instance }) => {
      const own = key === undefined ? options : { ...options, idempotencyKey: `${key}/${instance}` };
      return context.queue.submit(commandRequest({ town, instance }, command, own));
    }),
  );
  const before = key === undefined ? [] : await broadcastBefore(context.database, town, key);
  const reached = settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value];
    // Somebody who stopped waiting in the meantime is no failure of the broadcast.
    if (one.reason instanceof Rejected && one.reason.code !== 'invalid') return [];
    throw one.reason;
  });
  const instances = new Set(reached.map((outcome) => outcome.instance));
  return [...before.filter((outcome) => !instances.has(outcome.instance)), ...reached];
}

async function broadcastBefore(database: Database, town: number, key: string): Promise<readonly Outcome[]> {
  const rows = await database
    .selectFrom('idempotency')
    .select('outcome')
    .where('town_id', '=', town)
    .where(({ fn, val }) => fn<boolean>('starts_with', ['key', val(`${key}/`)]))
    .execute();
  return rows.map((row) => row.outcome);
}

async function recall(
  database: Database,
  town: number,
  options: CommandOptions<Trx>,
  hash: string,
): Promise<Outcome | undefined> {
  const key = options.idempotencyKey;
  if (key === undefined) return undefined;
  const { rows } = await database.executeQuery(recallOutcomes(town, [key]));
  const [known] = rows;
  if (!known) return undefined;
  if (known.request_hash === hash) return known.outcome;
  throw new Rejected(reject('invalid', `Expected a new idempotency key but “${key}” was used for another command`));
}
