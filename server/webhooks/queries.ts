import { type Insertable, type Selectable, sql } from 'kysely';
import { statement } from '../../engine/index.ts';
import type { Db, Trx } from '../db/schema.ts';
import type { Message } from './message.ts';
import type { DeliveryStatus, WebhookTables } from './tables.ts';

export type WebhookRow = Selectable<WebhookTables['webhook']>;
export type DeliveryRow = Selectable<WebhookTables['webhook_delivery']>;

export interface NewDelivery {
  readonly town_id: number;
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly kind: string;
  readonly instance_id: string | null;
  readonly case_number: string | null;
  readonly body: Message;
  readonly created_at: Date;
}

export async function activeWebhooks(db: Db, town: number): Promise<WebhookRow[]> {
  return [...(await db.executeQuery(selectActive(town))).rows];
}

/** Asked by every batch. */
const selectActive = statement<WebhookRow>(
  'webhook.active',
  `select * from webhook where town_id = $1 and status = 'active' order by webhook_id`,
);

export async function insertDeliveries(trx: Trx, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ body, ...one }) => ({
    ...one,
    ...{ body: JSON.stringify(body), status: 'waiting' as const, attempts: 0, next_at: one.created_at, fence: 0 },
  }));
  await trx.insertInto('webhook_delivery').values(rows).execute();
}

/** Endpoints in the order they were registered. */
export async function listWebhooks(db: Db, town: number): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhook')
    .selectAll()
    .where('town_id', '=', town)
    .orderBy('created_at')
    .orderBy('webhook_id')
    .execute();
}

export interface Backlog {
  readonly waiting: number;
  readonly failed: number;
}

/** What is still to be delivered and what was given up, by endpoint. */
export async function backlogs(db: Db, town: number): Promise<ReadonlyMap<string, Backlog>> {
  const rows = await db
    .selectFrom('webhook_delivery')
    .select(['webhook_id', 'status', (select) => select.fn.countAll<string>().as('n')])
    .where('town_id', '=', town)
    .where('status', '<>', 'delivered')
    .groupBy(['webhook_id', 'status'])
    .execute();
  const found = new Map<string, Backlog>();
  for (const { webhook_id, status, n } of rows) {
    const { waiting, failed } = found.get(webhook_id) ?? { waiting: 0, failed: 0 };
    const more = Number(n);
    const next = status === 'failed' ? { waiting, failed: failed + more } : { waiting: waiting + more, failed };
    found.set(webhook_id, next);
  }
  return found;
}

export async function findWebhook(db: Db, town: number, id: string): Promise<WebhookRow | undefined> {
  return db
    .selectFrom('webhook')
    .selectAll()
    .where('town_id', '=', town)
    .where('webhook_id', '=', id)
    .executeTakeFirst();
}

export async function insertWebhook(trx: Trx, row: Insertable<WebhookTables['webhook']>): Promise<void> {
  await trx.insertInto('webhook').values(row).execute();
}

export async function updateWebhook(
  trx: Trx,
  town: number,
  id: string,
  patch: Partial<Omit<WebhookRow, 'town_id' | 'webhook_id'>>,
): Promise<void> {
  await trx.updateTable('webhook').set(patch).where('town_id', '=', town).where('webhook_id', '=', id).execute();
}

/** Counts an attempt that failed; the row stays locked, so that one of several that fail together draws the conclusion. */
export async function countFailure(
  trx: Trx,
  town: number,
  id: string,
): Promise<Pick<WebhookRow, 'status' | 'failures' | 'last_sent_at'> | undefined> {
  return trx
    .updateTable('webhook')
    .set((set) => ({ failures: set('failures', '+', 1) }))
    .where('town_id', '=', town)
    .where('webhook_id', '=', id)
    .returning(['status', 'failures', 'last_sent_at'])
    .executeTakeFirst();
}

/** Takes an endpoint away with all that it was told or was to be told. */
export async function dropWebhook(trx: Trx, town: number, id: string): Promise<void> {
  await trx.deleteFrom('webhook_delivery').where('town_id', '=', town).where('webhook_id', '=', id).execute();
  await trx.deleteFrom('webhook').where('town_id', '=', town).where('webhook_id', '=', id).execute();
}

/**
 * Takes deliveries of one endpoint that are due, or whose sender died, oldest first. Of one instance only the oldest that
 * is still to be delivered, so that its order is kept; what was given up does not hold the others up. Attempts are counted
 * here, so that a crash counts too, and the fence grows, so that a sender that wakes after its lease cannot write.
 */
export async function claimDeliveries(
  db: Db,
  town: number,
  webhook: string,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<DeliveryRow[]> {
  const rows = await db
    .updateTable('webhook_delivery')
    .set((set) => ({
      status: 'sending',
      attempts: set('attempts', '+', 1),
      fence: set('fence', '+', '1'),
      lease_until: leaseUntil,
    }))
    .where('town_id', '=', town)
    .where('delivery_id', 'in', (select) =>
      select
        .selectFrom('webhook_delivery as d')
        .select('d.delivery_id')
        .where('d.town_id', '=', town)
        .where('d.webhook_id', '=', webhook)
        .where('d.next_at', '<=', now)
        .where((where) =>
          where.or([
            where('d.status', '=', 'waiting'),
            where.and([where('d.status', '=', 'sending'), where('d.lease_until', '<', now)]),
          ]),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('webhook_delivery as before')
                .select(sql<number>`1`.as('one'))
                .where('before.town_id', '=', town)
                .where('before.webhook_id', '=', webhook)
                .whereRef('before.instance_id', '=', 'd.instance_id')
                .whereRef('before.delivery_id', '<', 'd.delivery_id')
                .where('before.status', 'in', ['waiting', 'sending']),
            ),
          ),
        )
        .orderBy('d.next_at')
        .orderBy('d.delivery_id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  return rows.sort((a, b) => (a.delivery_id < b.delivery_id ? -1 : 1));
}

export interface Settlement {
  readonly status: Exclude<DeliveryStatus, 'sending'>;
  readonly next_at?: Date;
  readonly delivered_at?: Date;
  readonly answer: number | null;
  readonly error: string | null;
}

/** Writes how the attempt ended; false when the lease was lost meanwhile. */
export async function settleDelivery(
  trx: Trx,
  { town_id, delivery_id, fence }: DeliveryRow,
  settlement: Settlement,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('webhook_delivery')
    .set({ ...settlement, lease_until: null })
    .where('town_id', '=', town_id)
    .where('delivery_id', '=', delivery_id)
    .where('status', '=', 'sending')
    .where('fence', '=', fence)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Newest first. */
export async function listDeliveries(
  db: Db,
  town: number,
  webhook: string,
  page: {
    readonly status: DeliveryStatus | undefined;
    readonly before: string | undefined;
    readonly limit: number;
  },
): Promise<DeliveryRow[]> {
  let query = db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('town_id', '=', town)
    .where('webhook_id', '=', webhook);
  if (page.status) query = query.where('status', '=', page.status);
  if (page.before) query = query.where('delivery_id', '<', page.before);
  return query.orderBy('delivery_id', 'desc').limit(page.limit).execute();
}

/** Puts a delivery that ended back into the queue, with all its attempts; false when there is none that ended. */
export async function redeliver(
  trx: Trx,
  town: number,
  webhook: string,
  delivery: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('webhook_delivery')
    .set({ status: 'waiting', attempts: 0, next_at: now, error: null })
    .where('town_id', '=', town)
    .where('webhook_id', '=', webhook)
    .where('delivery_id', '=', delivery)
    .where('status', 'in', ['delivered', 'failed'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets what ended before this moment, so many at once; answers how many. */
export async function dropOldDeliveries(db: Db, town: number, before: Date, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_delivery')
    .where('town_id', '=', town)
    .where('delivery_id', 'in', (select) =>
      select
        .selectFrom('webhook_delivery')
        .select('delivery_id')
        .where('town_id', '=', town)
        .where('created_at', '<', before)
        .where('status', 'in', ['delivered', 'failed'])
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
