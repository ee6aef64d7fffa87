import type { Static } from 'typebox';
import type { AuditAction } from '../audit/actions.ts';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { uuidOf, uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { EventKind, Webhook, WebhookChange, WebhookNew, WebhookSecret } from './contract.ts';
import {
  type Backlog,
  dropWebhook,
  findWebhook,
  insertDeliveries,
  insertWebhook,
  listWebhooks,
  redeliver,
  updateWebhook,
  type WebhookRow,
} from './queries.ts';
import { newSecret, sealSecret } from './secret.ts';
import { BlockedTarget, demandPublic, policyOf, targetOf } from './target.ts';

/** More endpoints than this make every step of the town slow. */
const mostEndpoints = 20;

/** Registers an endpoint; its secret is seen this once. */
export async function createWebhook(
  deps: ServerDeps,
  me: Me,
  asked: WebhookNew,
  repeat: Repeat,
): Promise<WebhookSecret> {
  const url = await demandTarget(deps, asked.url);
  if ((await listWebhooks(deps.database, me.town)).length >= mostEndpoints)
    throw new Problem(409, 'too-many-webhooks', `最多登记 ${mostEndpoints} 个对外通知`);
  const now = deps.clock.now();
  const id = repeat.key ? uuidOf(repeat.key) : uuidv7(now);
  const secret = newSecret();
  await deps.database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, { status: 201, text: JSON.stringify({ id, secret }) });
    await insertWebhook(trx, {
      ...{ town_id: me.town, webhook_id: id, name: asked.name, url, kinds: [...asked.kinds], status: 'active' },
      ...{ reason: null, secret_enc: sealSecret(deps, id, secret), former_enc: null, former_until: null },
      ...{ failures: 0, last_sent_at: null, created_at: now, created_by: me.id },
    });
    await audit(trx, me, now, 'webhook.create', asked.name, { host: new URL(url).host, kinds: [...asked.kinds] });
  });
  return { id, secret };
}

/** Changes what is sent where; switched on again, one that was disabled begins anew. */
export async function changeWebhook(deps: ServerDeps, me: Me, id: string, asked: WebhookChange): Promise<void> {
  const before = await demandWebhook(deps, me.town, id);
  const url = await demandTarget(deps, asked.url);
  const now = deps.clock.now();
  await deps.database.transaction().execute(async (trx) => {
    await updateWebhook(trx, me.town, id, {
      ...{ name: asked.name, url, kinds: [...asked.kinds] },
      ...(asked.active
        ? { status: 'active', reason: null, failures: 0 }
        : { status: before.status === 'disabled' ? 'disabled' : 'off' }),
    });
    const details = { host: new URL(url).host, kinds: [...asked.kinds], active: asked.active };
    await audit(trx, me, now, 'webhook.change', asked.name, details);
  });
}

export async function removeWebhook(deps: ServerDeps, me: Me, id: string): Promise<void> {
  const { name } = await demandWebhook(deps, me.town, id);
  await deps.database.transaction().execute(async (trx) => {
    await dropWebhook(trx, me.town, id);
    await audit(trx, me, deps.clock.now(), 'webhook.delete', name);
  });
}

/** Gives the endpoint a new secret; the former one signs too for so many hours. */
export async function rotateSecret(
  deps: ServerDeps,
  me: Me,
  id: string,
  hours: number,
  repeat: Repeat,
): Promise<WebhookSecret> {
  const { name, secret_enc } = await demandWebhook(deps, me.town, id);
  const now = deps.clock.now();
  const secret = newSecret();
  await deps.database.transaction().execute(async (trx) => {
    await repeat.keep(trx, now, { status: 200, text: JSON.stringify({ id, secret }) });
    await updateWebhook(trx, me.town, id, {
      secret_enc: sealSecret(deps, id, secret),
      former_enc: hours > 0 ? secret_enc : null,
      former_until: hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : null,
    });
    await audit(trx, me, now, 'webhook.rotate', name, { hours });
  });
  return { id, secret };
}

/** Puts an event into the queue that says nothing happened. */
export async function sendPing(deps: ServerDeps, me: Me, id: string): Promise<void> {
  const { name } = await demandWebhook(deps, me.town, id);
  const now = deps.clock.now();
  await deps.database.transaction().execute(async (trx) => {
    const body = { type: 'ping', timestamp: localIso(now), data: { town: me.town } };
    await insertDeliveries(trx, [
      {
        ...{ town_id: me.town, delivery_id: uuidv7(now), webhook_id: id, kind: 'ping', instance_id: null },
        ...{ case_number: null, body, created_at: now },
      },
    ]);
    await audit(trx, me, now, 'webhook.test', name);
  });
}

/** Sends again what was delivered or given up, under the same id. */
export async function sendAgain(deps: ServerDeps, me: Me, id: string, delivery: string): Promise<void> {
  const { name } = await demandWebhook(deps, me.town, id);
  const now = deps.clock.now();
  await deps.database.transaction().execute(async (trx) => {
    const known = uuid.test(delivery) && (await redeliver(trx, me.town, id, delivery, now));
    if (!known) throw new Problem(409, 'delivery-not-ended', '这条通知还在发送，或已不存在，请刷新');
    await audit(trx, me, now, 'webhook.redeliver', name, { delivery });
  });
}

export async function demandWebhook(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  id: string,
): Promise<WebhookRow> {
  const found = uuid.test(id) ? await findWebhook(database, town, id) : undefined;
  if (!found) throw new Problem(404, 'webhook-not-found', '没有找到这个对外通知');
  return found;
}

/** How an endpoint is shown: never its secret. */
export function webhookView(row: WebhookRow, backlog: Backlog | undefined, now: Date): Static<typeof Webhook> {
  const { former_until: until } = row;
  return {
    id: row.webhook_id,
    name: row.name,
    url: row.url,
    kinds: row.kinds as EventKind[],
    status: row.status,
    reason: row.reason,
    created: localIso(row.created_at),
    rotatesUntil: until && until > now ? localIso(until) : null,
    lastSent: row.last_sent_at && localIso(row.last_sent_at),
    waiting: backlog?.waiting ?? 0,
    failed: backlog?.failed ?? 0,
  };
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function demandTarget({ settings }: Pick<ServerDeps, 'settings'>, address: string): Promise<string> {
  const policy = policyOf(settings.webhookAllow);
  try {
    const url = targetOf(address, policy);
    await demandPublic(url, policy);
    return url.href;
  } catch (error) {
    if (error instanceof BlockedTarget) throw new Problem(422, 'webhook-address', error.reason, { field: '/url' });
    throw error;
  }
}

const audit = (
  trx: Trx,
  me: Me,
  at: Date,
  action: AuditAction,
  object: string,
  details: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
) => record(trx, me.town, { at, by: actorOf(me), action, object, details: { ...details } });
