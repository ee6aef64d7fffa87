import { triggersOf } from '../core/subscriptions.ts';
import type { CommandOptions, Outcome } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { Variables } from '../model/variables.ts';
import { findStarts, type StartTrigger } from '../store/ops/find-start-triggers.ts';
import { findMessageSubscription, findSignalInstances } from '../store/ops/find-subscriptions.ts';
import { recallBelow, recallOutcomes } from '../store/ops/recall-outcomes.ts';
import type { Database, Trx } from '../store/statement.ts';
import { commandRequest, hashOf } from './requests.ts';
import { begin, beginEach, type Consume, consuming, type Occurrence, ownKey, type Reach } from './starts.ts';

export interface Message {
  readonly name: string;
  readonly key: string;
  readonly variables?: Variables;
}
export interface Signal {
  readonly name: string;
  readonly variables?: Variables;
}

/** Only a suspended instance waits for the message: it takes none until it is resumed. */
export class Held extends Rejected {
  constructor(instance: string) {
    super(reject('conflict', `Expected instance ${instance} to take messages but it is suspended`, ['resume']));
  }
}

/**
 * Finds who waits without locking, then lets the locked instance decide: whoever was found may have gone on in the
 * meantime, then the next is looked for. Nobody waits: the newest version that begins by this message begins an instance.
 * Throws `Held` when who waits is suspended. `consume` uses the message up in the transaction that delivers it. `taken`: it was kept by a start that needs others too.
 */
export async function deliver(
  reach: Reach,
  town: number,
  message: Message,
  options: CommandOptions<Trx>,
  consume?: Consume,
): Promise<Outcome | 'taken' | undefined> {
  const asked = askedOf(message);
  const first = await recall(reach.database, town, options, hashOf(asked, options));
  if (first) return first;
  for (let attempt = 0; ; attempt++) {
    const { rows } = await reach.database.executeQuery(findMessageSubscription(town, message.name, message.key));
    const [waiting] = rows;
    try {
      if (!waiting) return await beginByMessage(reach, town, message, { options, asked, ...(consume && { consume }) });
      if (waiting.suspended) throw new Held(waiting.instance_id);
      const { variables } = message;
      const command = { type: 'message', subscription: waiting.sub_no, ...(variables && { variables }) } as const;
      const ref = { town, instance: waiting.instance_id };
      return await reach.queue.submit(commandRequest(ref, command, consuming(options, consume), asked));
    } catch (error) {
      const gone =
        error instanceof Rejected &&
        !(error instanceof Held) &&
        (error.code === 'not-found' || error.code === 'conflict');
      if (!gone || attempt === 4) throw error;
    }
  }
}

/** What makes two calls the same message. */
export const askedOf = ({ name, key, variables }: Message) => ({ message: { name, key, variables } });

/** The first start of that name, in the order of process and element. Its instance is filed under the correlation key. */
async function beginByMessage(
  reach: Reach,
  town: number,
  { name, key, variables = {} }: Message,
  how: Pick<Occurrence, 'options' | 'asked' | 'consume'>,
): Promise<Outcome | 'taken' | undefined> {
  const { rows } = await reach.database.executeQuery(findStarts(town, 'message', name));
  for (const start of rows) {
    const values = { ...(await keyVariable(reach, town, start, key)), ...variables };
    const begun = await begin(reach, town, start, { ...how, variables: values, businessKey: key || null });
    if (begun) return begun;
  }
  return undefined;
}

/** A message whose key is simply a variable brings that variable along, so that the instance knows itself by it. */
async function keyVariable(reach: Reach, town: number, start: StartTrigger, key: string): Promise<Variables> {
  const node = (await reach.procedures.get(town, start.procedure_key))?.nodes[start.element_id];
  const source = node && triggersOf(node)[start.trigger_no]?.message?.key;
  const [name] = source?.reads ?? [];
  return name !== undefined && source?.source.trim() === name && key !== '' ? { [name]: key } : {};
}

/**
 * To everybody who waits and to every start of that name, each in a transaction of its own. With an idempotency key each
 * has its own first answer, so that a broadcast that broke off half-way can be asked for again: it reaches nobody twice,
 * and not the instances that it began itself. `except`: the thrower, who has heard it already.
 */
export async function broadcast(
  reach: Reach,
  town: number,
  signal: Signal,
  options: CommandOptions<Trx>,
  except?: string,
): Promise<readonly Outcome[]> {
  const key = options.idempotencyKey;
  const before = key === undefined ? [] : await answersUnder(reach.database, town, key);
  const known = new Set(before.map((outcome) => outcome.instance));
  const { rows } = await reach.database.executeQuery(findSignalInstances(town, signal.name));
  const waiting = rows.filter(({ instance_id: instance }) => instance !== except && !known.has(instance));
  const command = { type: 'signal', ...signal } as const;
  const settled = await Promise.allSettled([
    ...waiting.map(async ({ instance_id: instance }) => {
      const own = key === undefined ? options : { ...options, idempotencyKey: `${key}/${instance}` };
      return [await reach.queue.submit(commandRequest({ town, instance }, command, own))];
    }),
    beginBySignal(reach, town, signal, options),
  ]);
  const reached = settled.flatMap((one) => {
    if (one.status === 'fulfilled') return one.value;
    // Somebody who stopped waiting in the meantime is no failure of the broadcast.
    if (one.reason instanceof Rejected && one.reason.code !== 'invalid') return [];
    throw one.reason;
  });
  const instances = new Set(reached.map((outcome) => outcome.instance));
  return [...before.filter((outcome) => !instances.has(outcome.instance)), ...reached];
}

/** One new instance for each start; where a new version takes over at this moment, its starts are asked again. */
async function beginBySignal(
  reach: Reach,
  town: number,
  { name, variables = {} }: Signal,
  options: CommandOptions<Trx>,
): Promise<Outcome[]> {
  const asked = { signal: { name, variables } };
  const find = async () => (await reach.database.executeQuery(findStarts(town, 'signal', name))).rows;
  return beginEach(reach, town, find, (start) => ({
    variables,
    businessKey: null,
    options: ownKey(options, start),
    asked,
  }));
}

/** First answers of all that was done under keys of its own below this one. */
export async function answersUnder(database: Database, town: number, key: string): Promise<readonly Outcome[]> {
  const { rows } = await database.executeQuery(recallBelow(town, `${key}/`));
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
