import { attachmentsOf } from '../attachments/read.ts';
import { localIso } from '../calendar/zone.ts';
import { timelineOf } from '../cases/history.ts';
import { departmentsById } from '../departments/queries.ts';
import type { ServerDeps } from '../deps.ts';
import { caseWorkers, has, type Me } from '../identity/guard.ts';
import { listMails } from '../mail/queries.ts';
import { Problem } from '../platform/problem.ts';
import type { OrderView } from './contract.ts';
import { eventsOfOrder } from './events.queries.ts';
import { openField, openOptional } from './fields.ts';
import { linksOf, openingsOf } from './links.queries.ts';
import { extensionsOf, findOrder, type OrderRow, returnsOf } from './queries.ts';
import { orderItems, phoneOf } from './view.ts';
import { causeText } from './words.ts';

/** The order of this town, or 404. */
export async function demandOrder(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  id: string,
): Promise<OrderRow> {
  const order = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? await findOrder(database, town, id) : undefined;
  if (!order) throw new Problem(404, 'order-not-found', '没有找到这张交办单');
  return order;
}

/** Everything about one order. The auditor sees it without what people wrote. */
export async function orderView(deps: ServerDeps, me: Me, id: string): Promise<OrderView> {
  const { database } = deps;
  const order = await demandOrder(deps, me.town, id);
  const [[item], departments, returns, extensions, links, opened, mails, attachments, events, timeline] =
    await Promise.all([
      orderItems(deps, me, [order]),
      departmentsById(database, me.town, [order.department_id]),
      returnsOf(database, me.town, id),
      extensionsOf(database, me.town, id),
      linksOf(database, me.town, id),
      openingsOf(database, me.town, id),
      listMails(database, me.town, { status: undefined, order: id, before: undefined, limit: 100 }),
      attachmentsOf(deps, me.town, order.case_id, id),
      eventsOfOrder(database, me.town, order.case_id, id),
      timelineOf(deps, me, order.case_id),
    ]);
  const clear = has(me, ...caseWorkers);
  const hidden = (text: string) => (clear ? text : '（已隐去）');
  const department = departments.get(order.department_id);
  const reason = hidden(openField(deps, id, 'reason', order.reason_enc));
  return {
    ...item!,
    contact: clear && department ? `${department.contact} ${phoneOf(deps, department)}` : item!.contact,
    reason: `${causeText[order.cause]}：${reason}`,
    request: hidden(openField(deps, id, 'request', order.request_enc)),
    approvedBy: order.approved_by,
    approvedAt: order.approved_at && localIso(order.approved_at),
    signedBy: maskedUnless(clear, openOptional(deps, id, 'signed_by', order.signed_by_enc)),
    signedAt: order.signed_at && localIso(order.signed_at),
    signDue: order.sign_due && localIso(order.sign_due),
    resultDue: order.result_due && localIso(order.result_due),
    result: maskedUnless(clear, openOptional(deps, id, 'result', order.result_enc)),
    returns: returns.map((row) => ({
      at: localIso(row.at),
      reason: hidden(openField(deps, id, 'return', row.reason_enc, row.no)),
      ruling: rulingText(row.accepted, row.ruling_enc && hidden(openField(deps, id, 'ruling', row.ruling_enc, row.no))),
    })),
    extensions: extensions.map((row) => ({
      at: localIso(row.at),
      days: row.days,
      reason: hidden(openField(deps, id, 'extension', row.reason_enc, row.no)),
      ruling: rulingText(row.accepted, row.ruling_enc && hidden(openField(deps, id, 'ruling', row.ruling_enc, row.no))),
    })),
    attachments,
    mails: mails.map((mail) => ({
      id: mail.mail_id,
      subject: mail.subject,
      status: mail.status,
      at: localIso(mail.sent_at ?? mail.created_at),
    })),
    timeline: timeline.filter((one) => events.has(one.id)),
    opened: opened.map(localIso),
    links: links.map((link) => ({
      id: link.link_id,
      to: `${link.to_name} <${link.to_address}>`,
      created: localIso(link.created_at),
      revoked: link.revoked_at !== null,
    })),
  };
}

const maskedUnless = (clear: boolean, text: string | null) => (text === null || clear ? text : '（已隐去）');

const rulingText = (accepted: boolean | null, words: string | null) =>
  accepted === null ? null : `${accepted ? '同意' : '不同意'}${words ? `：${words}` : ''}`;
