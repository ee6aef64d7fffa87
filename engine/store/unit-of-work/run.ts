import type { Statement } from '../../model/door.ts';
import { instant, miscount, type Write } from '../bulk.ts';
import { crashPoint } from '../crash-point.ts';
import { appendHistory } from '../ops/append-history.ts';
import { rememberOutcomes } from '../ops/remember-outcomes.ts';
import { insertDeliveries } from '../ops/write-deliveries.ts';
import { isDuplicate } from '../retry.ts';
import { commit, genericPlans, pipeline } from '../statement.ts';
import { type BatchContext, type Group, Mismatch } from './batch.ts';
import { execute } from './execute.ts';
import { groupOf, ofMemory, readGroup } from './load.ts';
import type { Memory } from './memory.ts';
import type { Request, Settled } from './request.ts';
import type { Work } from './work.ts';
import { writesOf } from './writes.ts';

/** Everything went well up to COMMIT, and then the connection failed: nobody knows yet whether it was carried out. */
export class CommitUnknown extends Error {
  readonly settled: readonly Settled[];
  readonly now: Date;
  constructor(cause: unknown, settled: readonly Settled[], now: Date) {
    super('Expected an answer to COMMIT but got none', { cause });
    this.name = 'CommitUnknown';
    this.settled = settled;
    this.now = now;
  }
}

/** A command was refused on the ground of what was remembered, which may be out of date. */
class Outdated extends Error {}

/**
 * One transaction for many commands: lock, step each in memory, write set by set, project, commit. Answers in the order
 * of the requests. Throws when the database refused; then nothing of it was done.
 */
export async function runBatch(context: BatchContext, requests: readonly Request[]): Promise<readonly Settled[]> {
  const { memory } = context;
  const recall = (mine: readonly Request[]) => memory.recall(mine);
  try {
    return await transact(context, requests, recall);
  } catch (error) {
    memory.forget(requests);
    if (!(error instanceof Outdated || error instanceof Mismatch || isDuplicate(error))) throw error;
    memory.distrust();
    return transact(context, requests, () => undefined);
  }
}

async function transact(
  context: BatchContext,
  requests: readonly Request[],
  recall: Memory['recall'],
): Promise<readonly Settled[]> {
  const towns = [...new Set(requests.map((request) => request.town))].sort((a, b) => a - b);
  const facts = await Promise.all(towns.map((town) => context.facts(town)));
  const now = context.clock.now();
  const settled = new Map<Request, Settled>();
  const inOrder = () => requests.map((request) => settled.get(request)!);
  const works: Work[] = [];
  let failure: unknown;
  let asked = false;
  let connections: number | undefined;
  try {
    await context.database.transaction().execute(async (trx) => {
      try {
        connections = context.memory.connections();
        await trx.executeQuery(genericPlans);
        for (const [index, town] of towns.entries()) {
          const mine = requests.filter((request) => request.town === town);
          const known = recall(mine);
          const read = known ? ofMemory(known) : await readGroup(trx, town, mine);
          const group = await groupOf(context, trx, town, mine, read, { facts: facts[index]!, now });
          for (const request of mine) settled.set(request, await execute(context, group, request));
          if (known && mine.some((request) => 'error' in settled.get(request)!)) throw new Outdated();
          works.push(...group.works.values());
          await write(context, group, {
            commits: index === towns.length - 1,
            sending: () => {
              asked = true;
            },
          });
        }
        asked = true;
      } catch (error) {
        failure = error;
        throw error;
      }
    });
  } catch (error) {
    // A failing ROLLBACK on a broken connection must not hide what broke it.
    const cause = failure ?? error;
    if (!asked || isRefusal(cause)) throw cause;
    throw new CommitUnknown(cause, inOrder(), now);
  }
  crashPoint('batch:after-commit');
  for (const work of works) if (work.touched) context.memory.keep(work, connections);
  return inOrder();
}

/** The server's own answer (it has a severity), and not that it goes away: the transaction was rolled back. */
const isRefusal = (error: unknown) =>
  error instanceof Mismatch ||
  (error instanceof Error && 'severity' in error && !/^(08|57P)/.test(String('code' in error ? error.code : '')));

/**
 * The rows of the batch, what follows from them, and COMMIT where it `commits`; told when that is sent. The rows go first:
 * instances are locked before what projections lock, on every path, so that two servers cannot wait for each other.
 */
async function write(
  context: BatchContext,
  group: Group,
  { commits, sending }: { readonly commits: boolean; sending(): void },
): Promise<void> {
  if (group.entries.length === 0) return;
  const { town, now, trx } = group;
  crashPoint('batch:before-write');
  const rows = [...writesOf(town, [...group.works.values()], now.getTime()), ...journal(group)];
  let last: readonly Statement[] = rows.map(({ query }) => query);
  if (context.projections.length > 0) {
    await send(trx, last);
    crashPoint('batch:after-write');
    const accepted = group.entries.map((entry) => entry.accepted);
    const follows: Statement[] = [];
    for (const projection of context.projections) follows.push(...(await projection(trx, town, accepted, now)));
    last = follows;
    crashPoint('batch:before-commit');
  }
  if (commits) sending();
  await send(trx, commits ? [...last, commit] : last);
}

const send = (trx: Group['trx'], statements: readonly Statement[]) =>
  pipeline(trx, statements).catch((error) => {
    throw error.code === miscount ? new Mismatch(error.statement, error) : error;
  });

/** What the batch leaves behind besides rows of waits: history, first answers, outbox. */
function journal(group: Group): readonly Write[] {
  const { town } = group;
  const at = instant(group.now.getTime());
  const history = group.entries.map(({ accepted, answers }) => ({
    instance_id: accepted.instance,
    rev: accepted.rev,
    at,
    actor: JSON.stringify(accepted.actor),
    command: JSON.stringify(accepted.command),
    events: JSON.stringify(accepted.outcome.events),
    answers: JSON.stringify(answers),
    format: 1,
  }));
  const outcomes = group.fresh.map(({ key, hash, outcome }) => ({
    key,
    request_hash: hash,
    outcome: JSON.stringify(outcome),
    created_at: at,
  }));
  const deliveries = group.deliveries.map((one) => ({
    key: one.key,
    instance_id: one.instance,
    kind: one.kind,
    name: one.name,
    correlation_key: one.correlationKey,
    variables: JSON.stringify(one.variables),
    run_at: at,
    fence: 0,
    attempts: 0,
  }));
  return [appendHistory(town, history), rememberOutcomes(town, outcomes), insertDeliveries(town, deliveries)].filter(
    (one) => one.rows > 0,
  );
}
