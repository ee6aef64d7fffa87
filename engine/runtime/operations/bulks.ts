import { sql } from 'kysely';
import type { AskedBy } from '../../model/caller.ts';
import type { Bulk, BulkFailure, BulkOrder, Choice, Page, PageRequest } from '../../model/operations.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import { insertBulk, insertItems, leaveItems, stopBulk } from '../../store/ops/write-bulks.ts';
import type { BulkBody } from '../../store/schema.ts';
import type { Database, Trx } from '../../store/statement.ts';
import type { Procedures } from '../procedures.ts';
import { isUuid, uuidv7 } from '../uuid.ts';
import { checkedId, chosenBy, knownVersions } from './choice.ts';
import { matchingInstances } from './filters.ts';
import { once } from './once.ts';
import { pageOf, pagingOf } from './page.ts';

export interface Bulks {
  readonly database: Database;
  readonly procedures: Pick<Procedures, 'get'>;
  readonly clock: { now(): Date };
  /** There is something to do for the workers. */
  readonly wake: () => void;
}

/** Writes the order down with one item for each instance that it concerns at this moment. */
export async function begin(context: Bulks, town: number, order: BulkOrder, options: AskedBy): Promise<Bulk> {
  if (order.reason.trim() === '') throw new Rejected(reject('invalid', 'Expected a reason but got none'));
  if (order.kind === 'migrate') await knownVersions(context, town, [order.plan.from, order.plan.to]);
  const { database, clock, wake } = context;
  const now = clock.now();
  const { choice, reason, ...body } = order;
  const { id } = await once(database, { town, options, asked: { begin: order }, now }, async (trx) => {
    const id = uuidv7(now);
    const total = await writeItems(trx, town, id, choice, body);
    const json = [JSON.stringify(options.actor), JSON.stringify(body)];
    const state = total === 0 ? (['done', total, now, now] as const) : (['running', total, now, null] as const);
    await trx.executeQuery(insertBulk(town, id, order.kind, reason, ...json, ...state));
    return { id };
  });
  wake();
  return (await bulk(database, town, id))!;
}

async function writeItems(trx: Trx, town: number, id: string, choice: Choice, body: BulkBody): Promise<number> {
  if ('instances' in choice) {
    const named = choice.instances.map(checkedId);
    return Number((await trx.executeQuery(insertItems(town, id, named))).numAffectedRows ?? 0n);
  }
  const chosen = matchingInstances(trx, town, chosenBy(choice.query, body));
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('bulk_item')
    .columns(['town_id', 'bulk_id', 'instance_id', 'status', 'fence', 'attempts'])
    .expression(
      chosen.select((item) => [
        'i.town_id',
        sql<string>`${id}::uuid`.as('bulk_id'),
        'i.instance_id',
        item.val('waiting' as const).as('status'),
        sql<string>`0`.as('fence'),
        sql<number>`0`.as('attempts'),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}

/** Items that have begun are finished; the others are left. What has ended already stays as it is. */
export async function stop(
  { database, clock }: Pick<Bulks, 'database' | 'clock'>,
  town: number,
  id: string,
  options?: AskedBy,
): Promise<Bulk> {
  const now = clock.now();
  await once(database, { town, options, asked: { stopBulk: id }, now }, async (trx) => {
    const { numAffectedRows } = await trx.executeQuery(stopBulk(town, checkedId(id), now));
    if (numAffectedRows === 1n) await trx.executeQuery(leaveItems(town, id, now));
    return {};
  });
  const stopped = await bulk(database, town, id);
  if (stopped) return stopped;
  throw new Rejected(reject('not-found', `Expected a bulk ${id} in town ${town} but found none`));
}

const columns = [
  'o.bulk_id',
  'o.kind',
  'o.reason',
  'o.actor',
  'o.status',
  'o.total',
  'o.created_at',
  'o.ended_at',
] as const;

/** Counts are those of the items, so they cannot differ from what was done. */
const bulksOf = (database: Database, town: number) =>
  database
    .selectFrom('bulk_operation as o')
    .where('o.town_id', '=', town)
    .select(columns)
    .select((o) =>
      (['done', 'failed'] as const).map((status) =>
        o
          .selectFrom('bulk_item as b')
          .where('b.town_id', '=', town)
          .whereRef('b.bulk_id', '=', 'o.bulk_id')
          .where('b.status', '=', status)
          .select(sql<number>`count(*)::integer`.as('count'))
          .as(status),
      ),
    );

type BulkRow = Awaited<ReturnType<ReturnType<typeof bulksOf>['executeTakeFirstOrThrow']>>;

const bulkOf = (row: BulkRow): Bulk => ({
  id: row.bulk_id,
  kind: row.kind,
  reason: row.reason,
  by: row.actor,
  status: row.status,
  total: row.total,
  done: row.done ?? 0,
  failed: row.failed ?? 0,
  created: row.created_at,
  ended: row.ended_at,
});

export async function bulk(database: Database, town: number, id: string): Promise<Bulk | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await bulksOf(database, town).where('o.bulk_id', '=', id.toLowerCase()).executeTakeFirst();
  return row && bulkOf(row);
}

/** Newest first. */
export async function bulks(database: Database, town: number, request: PageRequest = {}): Promise<Page<Bulk>> {
  const paging = pagingOf(request, ['uuid']);
  let page = bulksOf(database, town)
    .orderBy('o.bulk_id', 'desc')
    .limit(paging.limit + 1);
  if (paging.after) page = page.where('o.bulk_id', '<', String(paging.after[0]));
  return pageOf(paging, await page.execute(), (row) => [row.bulk_id], bulkOf);
}

export async function failures(
  database: Database,
  town: number,
  id: string,
  request: PageRequest = {},
): Promise<Page<BulkFailure>> {
  const paging = pagingOf(request, ['uuid']);
  let page = database
    .selectFrom('bulk_item as b')
    .leftJoin('instance as i', (join) => join.onRef('i.instance_id', '=', 'b.instance_id').on('i.town_id', '=', town))
    .where('b.town_id', '=', town)
    .where('b.bulk_id', '=', checkedId(id))
    .where('b.status', '=', 'failed')
    .select(['b.instance_id', 'b.code', 'b.message', 'i.business_key'])
    .orderBy('b.instance_id')
    .limit(paging.limit + 1);
  if (paging.after) page = page.where('b.instance_id', '>', String(paging.after[0]));
  return pageOf(
    paging,
    await page.execute(),
    (row) => [row.instance_id],
    (row) => ({
      instance: row.instance_id,
      businessKey: row.business_key,
      code: row.code ?? '',
      message: row.message ?? '',
    }),
  );
}
