import type { Command } from '../model/command.ts';
import type { Outcome } from '../model/door.ts';
import { Rejected } from '../model/rejection.ts';
import { commandRequest } from '../runtime/requests.ts';
import { instant } from '../store/bulk.ts';
import { crashPoint } from '../store/crash-point.ts';
import { describeError } from '../store/describe-error.ts';
import {
  type ClaimedItem,
  claimItems,
  dueItems,
  endedBulks,
  type OrderedBulk,
  openIncidents,
  readBulks,
} from '../store/ops/claim-bulk-items.ts';
import { endItems, finishBulk, postponeItem } from '../store/ops/write-bulks.ts';
import { backoff, claimDue, leaseUntil, type Pass, type WorkerContext } from './context.ts';

/** Taken at a time: few enough that people's commands travel in the same batches. */
const slice = 50;
/** After as many attempts that nobody refused and nothing finished, the item has failed. */
const attemptsMost = 5;

type Ended = { readonly status: 'done' | 'failed'; readonly code?: string; readonly message?: string };

/**
 * Carries out what was ordered for many instances, one command each. The key of an item is the idempotency key of its
 * command: taken up again after a crash, it has no second effect.
 */
export function bulkPass(context: WorkerContext): Pass {
  return async (town) => {
    const now = context.clock.now();
    const { due, claimed } = await claimDue(
      async () => (await context.database.executeQuery(dueItems(now, slice, town ?? null))).rows,
      async (town, mine) => {
        const ids = [mine.map((row) => row.bulk_id), mine.map((row) => row.instance_id)];
        return (await context.database.executeQuery(claimItems(town, now, leaseUntil(now), ...ids))).rows;
      },
    );
    if (claimed.length > 0) crashPoint('bulk:claimed');
    const order = new Map(due.map((row, index) => [`${row.bulk_id}:${row.instance_id}`, index]));
    const position = (row: ClaimedItem) => order.get(`${row.bulk_id}:${row.instance_id}`) ?? 0;
    const sorted = [...claimed].sort((a, b) => position(a) - position(b));
    for (const [town, items] of Map.groupBy(sorted, (row) => row.town_id)) await runItems(context, town, items);
    await finish(context, town);
    return claimed.length;
  };
}

async function runItems(context: WorkerContext, town: number, items: readonly ClaimedItem[]): Promise<void> {
  const { rows } = await context.database.executeQuery(readBulks(town, [...new Set(items.map((row) => row.bulk_id))]));
  const bulks = new Map(rows.map((row) => [row.bulk_id, row]));
  const ended = await Promise.all(
    items.map(async (item) => ({ item, end: await runItem(context, item, bulks.get(item.bulk_id)!) })),
  );
  crashPoint('bulk:done');
  const at = instant(context.clock.now().getTime());
  const rowsEnded = ended.flatMap(({ item, end }) =>
    end
      ? {
          bulk_id: item.bulk_id,
          instance_id: item.instance_id,
          fence: item.fence,
          status: end.status,
          code: end.code ?? null,
          message: end.message ?? null,
          ended_at: at,
          lease_until: null,
        }
      : [],
  );
  // A zombie whose lease is over ends nothing: whoever took the item over does.
  if (rowsEnded.length > 0) await context.database.executeQuery(endItems(town, rowsEnded));
}

/** How the item ended; undefined when it is to be tried again. */
async function runItem(context: WorkerContext, item: ClaimedItem, bulk: OrderedBulk): Promise<Ended | undefined> {
  try {
    let again: Ended | undefined;
    for (const command of await commandsOf(context, item, bulk)) {
      const outcome = await submit(context, item, bulk, command);
      if (bulk.body.kind === 'retry') again ??= raisedAgain(outcome);
    }
    return again ?? { status: 'done' };
  } catch (error) {
    if (error instanceof Rejected) return { status: 'failed', code: error.code, message: error.message };
    const { town_id: town, bulk_id: bulk, instance_id: instance, attempts } = item;
    context.logger.warn({ town, bulk, instance, attempt: attempts, err: error }, 'item of a bulk failed');
    if (attempts >= attemptsMost) return { status: 'failed', code: 'error', message: describeError(error) };
    const until = new Date(context.clock.now().getTime() + backoff(attempts));
    await context.database.executeQuery(postponeItem(town, bulk, instance, item.fence, until));
    return undefined;
  }
}

type BulkCommand = Extract<
  Command,
  { type: 'migrate' | 'incident.resolve' | 'suspend' | 'resume' | 'cancel' | 'modify' }
>;

async function commandsOf(
  { database }: WorkerContext,
  item: ClaimedItem,
  { body, reason }: OrderedBulk,
): Promise<readonly BulkCommand[]> {
  if (body.kind === 'migrate') return [{ type: 'migrate', plan: body.plan, reason }];
  if (body.kind === 'modify') return [{ type: 'modify', changes: body.changes, reason }];
  if (body.kind !== 'retry') return [{ type: body.kind, reason }];
  const { code = null, element = null, variables } = body;
  const { rows } = await database.executeQuery(openIncidents(item.town_id, item.instance_id, code, element));
  return rows.map(({ incident_no: incident }) => ({
    type: 'incident.resolve',
    incident,
    ...(variables && { variables }),
  }));
}

async function submit(
  { queue }: WorkerContext,
  { town_id: town, instance_id: instance, bulk_id: id }: ClaimedItem,
  { actor }: OrderedBulk,
  command: BulkCommand,
): Promise<Outcome | undefined> {
  const which = command.type === 'incident.resolve' ? `:${command.incident}` : '';
  const options = { actor, idempotencyKey: `bulk:${id}:${instance}${which}` };
  try {
    return await queue.submit(commandRequest({ town, instance }, command, options));
  } catch (error) {
    // Somebody else has resolved it in the meantime.
    if (which !== '' && error instanceof Rejected && error.code === 'not-found') return undefined;
    throw error;
  }
}

function raisedAgain(outcome: Outcome | undefined): Ended | undefined {
  for (const event of outcome?.events ?? [])
    if (event.type === 'incident.raised') return { status: 'failed', code: event.code, message: event.message };
  return undefined;
}

/** Bulks whose last item has ended, whoever ended it. */
async function finish({ database, clock }: WorkerContext, only: number | undefined): Promise<void> {
  const { rows } = await database.executeQuery(endedBulks(only ?? null));
  for (const { town_id: town, bulk_id: id } of rows) await database.executeQuery(finishBulk(town, id, clock.now()));
}
