import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

export const MailItem = Type.Object({
  id: Type.String(),
  to: Type.String({ description: 'name <address>' }),
  subject: Type.String(),
  kind: Type.String({ description: 'template: order, reminder, invitation …' }),
  status: Type.Enum(['waiting', 'sending', 'sent', 'unknown', 'failed', 'held'], {
    description: 'waiting also when no SMTP server is set',
  }),
  attempts: Type.Integer(),
  created: Type.String(),
  sent: Nullable(Type.String()),
  error: Nullable(Type.String()),
  caseId: Nullable(Type.String()),
  orderId: Nullable(Type.String()),
});
export type MailItem = Static<typeof MailItem>;
/** GET /api/mails?status=&cursor= */
export const MailList = Type.Object({
  items: Type.Array(MailItem),
  next: Nullable(Type.String()),
  smtp: Type.Boolean(),
});
export type MailList = Static<typeof MailList>;
/** GET /api/mails/:id ; `html` is what the department sees (also at GET /api/mails/:id/html for a sandboxed frame). */
export const MailView = Type.Intersect([
  MailItem,
  Type.Object({
    messageId: Type.String(),
    html: Type.String(),
    text: Type.String(),
    attachments: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), size: Type.Integer() })),
  }),
]);
export type MailView = Static<typeof MailView>;
/** GET /api/mails/hold: whether mail is held back since a restore, and how much. */
export const MailHold = Type.Object({
  held: Type.Boolean(),
  since: Nullable(Type.String()),
  reason: Nullable(Type.Enum(['restore', 'recovery'])),
  asOf: Nullable(Type.String({ description: 'the moment that the restored data stands for' })),
  mails: Type.Integer({ description: 'that waited when the hold began' }),
  newer: Type.Integer({ description: 'written since' }),
});
export type MailHold = Static<typeof MailHold>;
/** POST /api/mails/hold/release (admin): `mails` says what becomes of those that waited when the hold began. */
export const MailRelease = Type.Object({ mails: Type.Enum(['send', 'drop']) }, { additionalProperties: false });
export const MailReleased = Type.Object({ mails: Type.Integer() });
