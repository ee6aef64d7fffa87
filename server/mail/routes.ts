import { Type } from 'typebox';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import type { App, ServerDeps } from '../deps.ts';
import { actorOf, caseWorkers, type Me, route } from '../identity/guard.ts';

import { Problem } from '../platform/problem.ts';
import { MailList, MailView } from './contract.ts';
import { holdRoutes } from './hold.ts';
import { openBody } from './outbox.ts';
import { findMail, listMails, type MailRow } from './queries.ts';

const pageSize = 50;
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Query = Type.Object(
  {
    status: Type.Optional(
      Type.Union(['waiting', 'sending', 'sent', 'unknown', 'failed', 'held'].map((status) => Type.Literal(status))),
    ),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,16}_[0-9a-f-]{36}$' })),
  },
  { additionalProperties: false },
);

/** The outbox: every mail exactly as its recipient sees it, link and all; so opening one is logged. */
export async function mailRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock, settings } = deps;
  const access = { roles: caseWorkers };
  holdRoutes(app, deps);

  const opened = async (me: Me, id: string): Promise<MailRow> => {
    const mail = /^[\da-f-]{36}$/i.test(id) ? await findMail(database, me.town, id) : undefined;
    if (!mail) throw new Problem(404, 'mail-not-found', '没有找到这封信');
    const entry = { at: clock.now(), by: actorOf(me), action: 'mail.read' as const, object: mail.mail_id };
    await database.transaction().execute((trx) => record(trx, me.town, entry));
    return mail;
  };

  app.get(
    '/api/mails',
    route({ summary: '信函列表', querystring: Query, response: { 200: MailList } }, access),
    async ({ me, query }) => {
      const [at, id] = query.cursor?.split('_') ?? [];
      const rows = await listMails(database, me.town, {
        status: query.status as MailRow['status'] | undefined,
        before: at && id ? { at: new Date(Number(at)), id } : undefined,
        limit: pageSize + 1,
      });
      const page = rows.slice(0, pageSize);
      const last = page.at(-1);
      const next = rows.length > pageSize && last ? `${last.created_at.getTime()}_${last.mail_id}` : null;
      return { items: page.map(mailItem), next, smtp: settings.smtpUrl !== undefined };
    },
  );

  app.get(
    '/api/mails/:id',
    route({ summary: '打开信函', params: Id, response: { 200: MailView } }, access),
    async ({ me, params }) => {
      const mail = await opened(me, params.id);
      const { html, text, calendar } = openBody(deps, mail);
      const attachments = calendar
        ? [{ name: calendar.name, type: 'text/calendar', size: Buffer.byteLength(calendar.content) }]
        : [];
      return { ...mailItem(mail), messageId: mail.message_id, html, text, attachments };
    },
  );

  // For a sandboxed frame: nothing is loaded, nothing runs, links open outside of it.
  app.get('/api/mails/:id/html', route({ summary: '信函正文', params: Id }, access), async ({ me, params }, reply) => {
    const mail = await opened(me, params.id);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header(
        'content-security-policy',
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      )
      .send(openBody(deps, mail).html);
  });
}

export const mailItem = (mail: MailRow) => ({
  id: mail.mail_id,
  to: `${mail.to_name} <${mail.to_address}>`,
  subject: mail.subject,
  kind: mail.kind,
  status: mail.status,
  attempts: mail.attempts,
  created: localIso(mail.created_at),
  sent: mail.sent_at && localIso(mail.sent_at),
  error: mail.error,
  caseId: mail.case_id,
  orderId: mail.order_id,
});
