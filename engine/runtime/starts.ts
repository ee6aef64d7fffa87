import type { CompiledQuery } from 'kysely';
import type { CommandOptions, CompanionContext, Outcome } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { Variables } from '../model/variables.ts';
import type { StartTrigger } from '../store/ops/find-start-triggers.ts';
import { arriveStart, clearArrivals, lockArrivals } from '../store/ops/mark-start-triggers.ts';
import { rememberTaken } from '../store/ops/remember-outcomes.ts';
import type { Database, Trx } from '../store/statement.ts';
import type { Queue } from '../store/unit-of-work/queue.ts';
import type { Request } from '../store/unit-of-work/request.ts';
import type { Procedures } from './procedures.ts';
import { hashOf } from './requests.ts';
import { uuidv7 } from './uuid.ts';

/** What reaching somebody needs: who waits is found here, and decided in the queue's batches. */
export interface Reach {
  readonly database: Database;
  readonly queue: Queue;
  readonly procedures: Pick<Procedures, 'get'>;
  readonly clock: { now(): Date };
}

/** Uses an event up in the transaction that it takes effect in; throws `Gone` when another was quicker. Answers what it brings. */
export type Consume = (trx: Trx) => Promise<Variables>;

/** An event that begins an instance. */
export interface Occurrence {
  readonly variables: Variables;
  readonly businessKey: string | null;
  readonly options: CommandOptions<Trx>;
  /** What the caller asked, for the idempotency key. */
  readonly asked: unknown;
  readonly consume?: Consume;
  /** A timer or condition that comes again before the others have come is used up; a message waits for the next time. */
  readonly dropsWhenEarly?: boolean;
}

/** The event was used up by somebody else in the meantime. */
export class Gone extends Error {}

/** The same event has come already and the others have not. */
class Early extends Error {}

/** Not all of the events that must come together have come yet. */
class NotYet extends Error {}

/**
 * Begins an instance by an event of the newest version. `taken`: the event was kept, for others must come with it.
 * Undefined: such an event is kept already. Rejected with `conflict` when another version has taken over in the meantime.
 */
export async function begin(
  reach: Reach,
  town: number,
  start: StartTrigger,
  occurrence: Occurrence,
): Promise<Outcome | 'taken' | undefined> {
  if (!start.together) return reach.queue.submit(requestOf(reach, town, start, occurrence));
  const { options, asked } = occurrence;
  return (
    (await arrive(reach, town, start, occurrence)) &&
    ((await beginComplete(reach, town, start, options, asked)) ?? 'taken')
  );
}

/** Writes down that one of the events has come; with an idempotency key it comes once. */
async function arrive(
  reach: Reach,
  town: number,
  start: StartTrigger,
  occurrence: Occurrence,
): Promise<true | undefined> {
  const { procedure_key, element_id, trigger_no } = start;
  const { variables, businessKey: key, options, consume, dropsWhenEarly } = occurrence;
  return reach.database
    .transaction()
    .execute(async (trx) => {
      const once = options.idempotencyKey;
      if (once !== undefined && !(await changes(trx, rememberTaken(town, once, reach.clock.now())))) return true;
      const arrived = JSON.stringify({ variables, key });
      const marked = await changes(trx, arriveStart(town, procedure_key, element_id, trigger_no, arrived));
      if (!marked && !dropsWhenEarly) throw new Early();
      await consume?.(trx);
      return marked || undefined;
    })
    .catch((error: unknown) => {
      if (error instanceof Early) return undefined;
      throw error;
    });
}

const changes = async (db: Database, query: CompiledQuery): Promise<boolean> =>
  ((await db.executeQuery(query)).numAffectedRows ?? 0n) > 0n;

/** Begins an instance when everything that must come together has come, with what all of it brought; else undefined. */
export async function beginComplete(
  reach: Reach,
  town: number,
  start: StartTrigger,
  options: CommandOptions<Trx>,
  asked: unknown,
): Promise<Outcome | undefined> {
  const at = [town, start.procedure_key, start.element_id] as const;
  const arrivals = async (db: Database) => {
    const { rows } = await db.executeQuery(lockArrivals(...at));
    const arrived = rows.flatMap((row) => row.arrived ?? []);
    return arrived.length === rows.length ? arrived : [];
  };
  const consume = async (trx: Trx) => {
    const all = await arrivals(trx);
    if (all.length === 0) throw new NotYet();
    await trx.executeQuery(clearArrivals(...at));
    return Object.assign({}, ...all.map(({ variables }) => variables)) as Variables;
  };
  try {
    const all = await reach.database.transaction().execute(arrivals);
    const businessKey = all.find(({ key }) => key !== null)?.key ?? null;
    const occurrence = { variables: {}, businessKey, options, asked, consume };
    return all.length === 0 ? undefined : await reach.queue.submit(requestOf(reach, town, start, occurrence));
  } catch (error) {
    if (error instanceof NotYet) return undefined;
    throw error;
  }
}

const replaced = (process: string, key: string) =>
  reject('conflict', `Expected ${key} to be the newest version of “${process}” but another has taken over`);

function requestOf({ clock }: Reach, town: number, start: StartTrigger, occurrence: Occurrence): Request {
  const { process_id: process, procedure_key: procedure, element_id: event } = start;
  const { variables, businessKey, options, asked, consume } = occurrence;
  return {
    town,
    instance: uuidv7(clock.now()),
    compose: (world) =>
      world.latest(process)?.key === procedure
        ? { type: 'start', procedure, event, variables }
        : replaced(process, procedure),
    options: consuming(options, consume),
    hash: hashOf(asked, options),
    start: { process, version: undefined, businessKey },
  };
}

/** Options by which the event is used up first; what the caller's own companion returns comes on top. */
export function consuming(options: CommandOptions<Trx>, consume: Consume | undefined): CommandOptions<Trx> {
  if (!consume) return options;
  const companion = async (context: CompanionContext<Trx>) => {
    const brought = await consume(context.trx);
    const added = (await options.companion?.(context)) ?? undefined;
    return { variables: { ...brought, ...added?.variables } };
  };
  return { ...options, companion };
}

/**
 * One instance for each start that is found; what a new version replaces at this moment is looked for again. Answers
 * those that began, without those that somebody else was quicker with.
 */
export async function beginEach(
  reach: Reach,
  town: number,
  find: () => Promise<readonly StartTrigger[]>,
  occurrenceOf: (start: StartTrigger) => Occurrence,
): Promise<Outcome[]> {
  const begun: Outcome[] = [];
  let starts = await find();
  for (let attempt = 0; starts.length > 0; attempt++) {
    const settled = await Promise.allSettled(starts.map((start) => begin(reach, town, start, occurrenceOf(start))));
    const replaced = new Set<string>();
    for (const [index, one] of settled.entries()) {
      if (one.status === 'fulfilled') begun.push(...(one.value && one.value !== 'taken' ? [one.value] : []));
      else if (one.reason instanceof Gone) continue;
      else if (attempt < 4 && one.reason instanceof Rejected && one.reason.code === 'conflict')
        replaced.add(starts[index]!.process_id);
      else throw one.reason;
    }
    starts = replaced.size === 0 ? [] : (await find()).filter(({ process_id }) => replaced.has(process_id));
  }
  return begun;
}

/** Of an actor and idempotency key, the part that belongs to one start. */
export const ownKey = (options: CommandOptions<Trx>, start: StartTrigger): CommandOptions<Trx> =>
  options.idempotencyKey === undefined
    ? options
    : { ...options, idempotencyKey: `${options.idempotencyKey}/start:${start.process_id}:${start.element_id}` };
