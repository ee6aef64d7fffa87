import { deadlineOf, speakDate } from '../calendar/deadline.ts';
import { dayTable } from '../calendar/town.ts';
import { dayNumber, localTime } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { accountNames, caseHead } from '../orders/case.queries.ts';
import { openField, openOptional } from '../orders/fields.ts';
import { openingsOf } from '../orders/links.queries.ts';
import type { OrderRow } from '../orders/queries.ts';
import { causeText, kindText } from '../orders/words.ts';
import { findTown } from '../towns/queries.ts';
import { formToken } from './csrf.ts';
import type { OpenLink } from './open.ts';

/** What every view of an order shows. */
export async function orderModel(deps: ServerDeps, open: OpenLink, base: string) {
  const { database, clock } = deps;
  const { town: townId, order, department, link } = open;
  const now = clock.now();
  const [town, table, head, openings] = await Promise.all([
    findTown(database, townId),
    dayTable(database, townId),
    caseHead(database, townId, order.case_id),
    openingsOf(database, townId, order.order_id),
  ]);
  const handlerId = head?.mediator ?? order.created_by;
  const handler = (await accountNames(database, townId, [handlerId])).get(handlerId) ?? town?.centre ?? '';
  const signed = order.signed_at && openOptional(deps, order.order_id, 'signed_by', order.signed_by_enc);
  return {
    base,
    csrf: formToken(deps, link.link_id),
    centre: town?.centre ?? '',
    number: order.number ?? '',
    title: order.title,
    urgent: order.urgent,
    department: department.short,
    approved: order.approved_by && order.approved_at ? `${order.approved_by} ${dayText(order.approved_at)} 批准` : '',
    signed:
      signed && order.signed_at && order.status !== 'issued'
        ? `${signed.split('（')[0]} ${momentText(order.signed_at)} 已签收`
        : '',
    reason: openField(deps, order.order_id, 'reason', order.reason_enc),
    request: openField(deps, order.order_id, 'request', order.request_enc),
    kindText: kindText[order.kind],
    causeText: causeText[order.cause],
    caseNumber: head?.number ?? '',
    handler,
    phone: town?.dutyPhone ?? '',
    limit: limitOf(table, order, now),
    opened: openedText(order, openings[0]),
  };
}

type Table = Awaited<ReturnType<typeof dayTable>>;

/** The deadline first: what is to be done by when, in words that need no calendar. */
function limitOf(table: Table, order: OrderRow, now: Date) {
  const signing = order.status === 'issued';
  const due = signing ? order.sign_due : order.status === 'signed' ? order.result_due : null;
  if (!due) return undefined;
  const { state, sentence } = deadlineOf(table, due, order.issued_at ?? order.created_at, now);
  const act = signing ? '签收' : '反馈';
  const line = state === 'late' ? `${sentence}，请尽快${act}` : `请在${near(due, now)} 前${act}`;
  const more =
    signing && order.result_due
      ? `${dateOnly(due, now)}${order.kind === 'on_site' ? '到场办理' : '书面指导'}，${speakDate(order.result_due, now)} 前反馈。`
      : '';
  // To sign is always the next thing to do; it never looks like a remark.
  return { state: signing && state === 'calm' ? 'soon' : state, line, more };
}

/** 今天 17:30, 明天 17:30, else the whole date. */
function near(at: Date, now: Date): string {
  const ahead = dayNumber(at) - dayNumber(now);
  if (ahead === 0) return `今天 ${localTime(at)}`;
  return ahead === 1 ? `明天 ${localTime(at)}` : ` ${speakDate(at, now)}`;
}

function dateOnly(at: Date, now: Date): string {
  const ahead = dayNumber(at) - dayNumber(now);
  return ahead === 1 || ahead === 0 ? `${speakDate(at, now).replace(/ \d\d:\d\d$/, '')}。` : '';
}

const dayText = (at: Date) => speakDate(at, at).split(' ')[0]!;
const momentText = (at: Date) => `${dayText(at)} ${localTime(at)}`;

function openedText(order: OrderRow, first: Date | undefined): string {
  if (!order.issued_at) return '';
  const sent = `${momentText(order.issued_at)} 发出`;
  const seen = first ? `，${momentText(first)} 首次打开` : '';
  return order.status === 'issued' ? `${sent}${seen}。打开不等于签收。` : `${sent}。`;
}
