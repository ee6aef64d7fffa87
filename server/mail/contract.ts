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
