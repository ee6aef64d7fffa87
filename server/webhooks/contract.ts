import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

/** What other systems can be told. */
export const EventKind = Type.Enum([
  'case.registered',
  'stage.changed',
  'task.created',
  'task.completed',
  'order.issued',
  'order.signed',
  'order.answered',
  'instance.started',
  'instance.completed',
  'instance.cancelled',
  'incident.raised',
  'incident.resolved',
]);
export type EventKind = Static<typeof EventKind>;

export const Webhook = Type.Object({
  id: Type.String(),
  name: Type.String(),
  url: Type.String(),
  kinds: Type.Array(EventKind),
  status: Type.Enum(['active', 'off', 'disabled'], { description: 'disabled: by the system, after failing for days' }),
  reason: Nullable(Type.String({ description: 'why it was disabled' })),
  created: Type.String(),
  /** While both secrets sign: until when the former still does. */
  rotatesUntil: Nullable(Type.String()),
  lastSent: Nullable(Type.String()),
  waiting: Type.Integer({ description: 'events not delivered yet' }),
  failed: Type.Integer({ description: 'events given up' }),
});
export type Webhook = Static<typeof Webhook>;
/** GET /api/webhooks (admin; auditor reads) : every endpoint, and every kind of event with its title for the form. */
export const WebhookList = Type.Object({
  items: Type.Array(Webhook),
  kinds: Type.Array(Type.Object({ kind: EventKind, title: Type.String(), help: Type.String() })),
});
export type WebhookList = Static<typeof WebhookList>;

/** POST /api/webhooks ; PUT /api/webhooks/:id (`active` true also takes a disabled one up again) ; DELETE /api/webhooks/:id → 204 */
export const WebhookNew = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 60 }),
    url: Type.String({ maxLength: 500, description: 'https, a public host' }),
    kinds: Type.Array(EventKind, { minItems: 1, maxItems: 12, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type WebhookNew = Static<typeof WebhookNew>;
export const WebhookChange = Type.Object(
  { ...WebhookNew.properties, active: Type.Boolean() },
  { additionalProperties: false },
);
export type WebhookChange = Static<typeof WebhookChange>;

/** Answer of POST /api/webhooks (201) and of POST /api/webhooks/:id/rotate { hours } : the only time the secret is seen. */
export const WebhookSecret = Type.Object({
  id: Type.String(),
  secret: Type.String({ description: 'whsec_…, 256 bits' }),
});
export type WebhookSecret = Static<typeof WebhookSecret>;
/** POST /api/webhooks/:id/rotate : for so many hours the former secret signs too (0: not at all). */
export const Rotate = Type.Object(
  { hours: Type.Integer({ minimum: 0, maximum: 168 }) },
  { additionalProperties: false },
);

/** POST /api/webhooks/:id/test → 202 : puts an event of kind `ping` into the queue. */
export const Delivery = Type.Object({
  id: Type.String({ description: 'webhook-id: the same for every attempt' }),
  kind: Type.String(),
  title: Type.String(),
  number: Nullable(Type.String({ description: 'of the case' })),
  status: Type.Enum(['waiting', 'sending', 'delivered', 'failed']),
  attempts: Type.Integer(),
  created: Type.String(),
  next: Nullable(Type.String({ description: 'when it is tried again' })),
  delivered: Nullable(Type.String()),
  answer: Nullable(Type.Integer({ description: 'HTTP status of the last attempt' })),
  error: Nullable(Type.String({ description: 'in words' })),
  body: Type.Unknown({ description: 'what is sent' }),
});
export type Delivery = Static<typeof Delivery>;
/** GET /api/webhooks/:id/deliveries?status=&cursor= , newest first. POST /api/webhooks/:id/deliveries/:delivery/redeliver → 204 */
export const DeliveryList = Type.Object({ items: Type.Array(Delivery), next: Nullable(Type.String()) });
export type DeliveryList = Static<typeof DeliveryList>;
