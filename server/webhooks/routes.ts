import { Type } from 'typebox';
import { localIso } from '../calendar/zone.ts';
import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { decodeCursor, encodeCursor } from '../platform/cursor.ts';
import {
  type Delivery,
  DeliveryList,
  type EventKind,
  Rotate,
  WebhookChange,
  WebhookList,
  WebhookNew,
  WebhookSecret,
} from './contract.ts';
import { eventKinds, titleOf } from './kinds.ts';
import { backlogs, type DeliveryRow, listDeliveries, listWebhooks } from './queries.ts';
import {
  changeWebhook,
  createWebhook,
  demandWebhook,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendPing,
  webhookView,
} from './service.ts';
import type { DeliveryStatus } from './tables.ts';

const pageSize = 50;
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const DeliveryId = Type.Object({ id: Type.String({ maxLength: 64 }), delivery: Type.String({ maxLength: 64 }) });
const Query = Type.Object(
  {
    status: Type.Optional(Type.Enum(['waiting', 'sending', 'delivered', 'failed'])),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
const Nothing = Type.Null();

/** Other systems that are told what happens: an administrator's; the auditor looks. */
export async function webhookRoutes(app: App, deps: ServerDeps): Promise<void> {
  const read = { roles: ['admin', 'auditor'] } as const;
  const admin = { roles: ['admin'] } as const;

  app.get('/api/webhooks', route({ summary: '对外通知列表', response: { 200: WebhookList } }, read), async ({ me }) => {
    const [rows, backlog] = await Promise.all([listWebhooks(deps.database, me.town), backlogs(deps.database, me.town)]);
    const kinds = Object.entries(eventKinds) as [EventKind, { title: string; help: string }][];
    return {
      items: rows.map((row) => webhookView(row, backlog.get(row.webhook_id), deps.clock.now())),
      kinds: kinds.map(([kind, words]) => ({ kind, ...words })),
    };
  });
  app.post(
    '/api/webhooks',
    route({ summary: '登记对外通知', body: WebhookNew, response: { 201: WebhookSecret } }, admin),
    async ({ me, body, repeat }, reply) => {
      reply.header('cache-control', 'no-store');
      return reply.status(201).send(await createWebhook(deps, me, body, repeat));
    },
  );
  app.put(
    '/api/webhooks/:id',
    route({ summary: '修改对外通知', params: Id, body: WebhookChange, response: { 204: Nothing } }, admin),
    async ({ me, params, body }, reply) => {
      await changeWebhook(deps, me, params.id, body);
      return reply.status(204).send(null);
    },
  );
  app.delete(
    '/api/webhooks/:id',
    route({ summary: '删除对外通知', params: Id, response: { 204: Nothing } }, admin),
    async ({ me, params }, reply) => {
      await removeWebhook(deps, me, params.id);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/webhooks/:id/rotate',
    route({ summary: '更换通知密钥', params: Id, body: Rotate, response: { 200: WebhookSecret } }, admin),
    async ({ me, params, body, repeat }, reply) => {
      reply.header('cache-control', 'no-store');
      return rotateSecret(deps, me, params.id, body.hours, repeat);
    },
  );
  app.post(
    '/api/webhooks/:id/test',
    route({ summary: '试发通知', params: Id, response: { 202: Nothing } }, admin),
    async ({ me, params }, reply) => {
      await sendPing(deps, me, params.id);
      return reply.status(202).send(null);
    },
  );
  app.get(
    '/api/webhooks/:id/deliveries',
    route({ summary: '通知发送记录', params: Id, querystring: Query, response: { 200: DeliveryList } }, read),
    async ({ me, params, query }) => {
      await demandWebhook(deps, me.town, params.id);
      const [before] = decodeCursor<[string]>(query.cursor, ['uuid']) ?? [];
      const status = query.status as DeliveryStatus | undefined;
      const rows = await listDeliveries(deps.database, me.town, params.id, { status, before, limit: pageSize + 1 });
      const page = rows.slice(0, pageSize);
      const last = page.at(-1);
      return {
        items: page.map(deliveryView),
        next: rows.length > pageSize && last ? encodeCursor([last.delivery_id]) : null,
      };
    },
  );
  app.post(
    '/api/webhooks/:id/deliveries/:delivery/redeliver',
    route({ summary: '重发通知', params: DeliveryId, response: { 204: Nothing } }, admin),
    async ({ me, params }, reply) => {
      await sendAgain(deps, me, params.id, params.delivery);
      return reply.status(204).send(null);
    },
  );
}

const deliveryView = (row: DeliveryRow): Delivery => ({
  id: row.delivery_id,
  kind: row.kind,
  title: titleOf(row.kind),
  number: row.case_number,
  status: row.status,
  attempts: row.attempts,
  created: localIso(row.created_at),
  next: row.status === 'waiting' ? localIso(row.next_at) : null,
  delivered: row.delivered_at && localIso(row.delivered_at),
  answer: row.answer,
  error: row.error,
  body: row.body,
});
