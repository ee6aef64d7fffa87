import type { ServerDeps } from '../deps.ts';
import { openOptional } from '../orders/fields.ts';
import { eventsOf } from '../orders/lifecycle.ts';
import { extensionsOf, returnsOf } from '../orders/queries.ts';
import { letterMoment } from '../orders/words.ts';
import { findTown } from '../towns/queries.ts';
import { orderModel } from './model.ts';
import type { OpenLink, PastLink } from './open.ts';
import { outcomesOf } from './outcomes.ts';
import { extensionDays, type Fields, type Wrong } from './typed.ts';
import { renderPage, type View } from './views.ts';

export interface Shown {
  readonly status: number;
  readonly html: string;
}

/** Forms beside the main act, as `?do=` names them, with the message that each needs somebody to wait for. */
const asides = {
  return: { event: 'return', message: 'order.returned', text: '不属于我单位，申请退单' },
  extend: { event: 'extend', message: 'order.extension-requested', text: '申请延期' },
  forward: { event: undefined, message: undefined, text: '转给同事' },
} as const;
export type Aside = keyof typeof asides;
export const isAside = (name: unknown): name is Aside => typeof name === 'string' && Object.hasOwn(asides, name);

export interface Form {
  readonly view?: View | undefined;
  readonly typed?: Fields;
  readonly wrong?: Wrong;
  readonly notice?: string;
}

/** The page of a link as the order stands now, or one of its forms. */
export async function showOrder(deps: ServerDeps, open: OpenLink, token: string, form: Form = {}): Promise<Shown> {
  const base = `/o/${token}`;
  const model = await orderModel(deps, open, base);
  const { typed = {}, wrong = {}, notice } = form;
  const others = (Object.keys(asides) as Aside[])
    .filter((name) => mayDo(open, name))
    .map((name) => ({ href: `${base}?do=${name}`, text: asides[name].text }));
  const view = form.view && (form.view in asides ? mayDo(open, form.view as Aside) : true) ? form.view : mainView(open);
  const html = renderPage(view, {
    ...model,
    typed,
    wrong,
    notice,
    others,
    ...(view === 'report' ? reportWords(open, typed) : {}),
    ...(view === 'extend'
      ? { days: extensionDays.map((days) => ({ code: days, text: `${days} 个`, chosen: typed.days === String(days) })) }
      : {}),
    ...(view === 'forward' ? { domain: open.department.email.split('@')[1] } : {}),
    ...(view === 'state' ? { state: await stateWords(deps, open) } : {}),
  });
  return { status: Object.keys(wrong).length > 0 ? 422 : 200, html };
}

/** What the department is asked to do now, if anything. */
function mainView({ order, awaited }: OpenLink): View {
  if (order.status === 'issued' && awaited.has('order.signed')) return 'sign';
  if (order.status === 'signed' && awaited.has('order.reported')) return 'report';
  return 'state';
}

/** Offered only when the order's status takes it and the procedure waits for it. */
function mayDo({ order, awaited }: OpenLink, name: Aside): boolean {
  const { event, message } = asides[name];
  if (!event) return order.status === 'issued' || order.status === 'signed';
  return eventsOf(order.status).includes(event) && awaited.has(message);
}

function reportWords({ order }: OpenLink, typed: Fields) {
  const visited = order.kind === 'on_site';
  return {
    outcomes: outcomesOf(order.kind).map((one) => ({ ...one, chosen: typed.outcome === one.code })),
    whoLabel: visited ? '到场人' : '承办人',
    whenLabel: visited ? '到场时间' : '办理时间',
  };
}

async function stateWords(deps: ServerDeps, { town, order }: OpenLink): Promise<{ title: string; lines: string[] }> {
  const { database } = deps;
  if (order.status === 'returning') {
    const last = (await returnsOf(database, town, order.order_id)).at(-1);
    const reason = last && openOptional(deps, order.order_id, 'return', last.reason_enc, last.no);
    return {
      title: '已申请退单，等本中心裁定',
      lines: ['裁定结果会发邮件告知。', ...(reason ? [`退单依据：${reason}`] : [])],
    };
  }
  if (order.status === 'reported') {
    const result = openOptional(deps, order.order_id, 'result', order.result_enc);
    return {
      title: '已反馈，等本中心核对',
      lines: [
        ...(order.reported_at ? [`${letterMoment(order.reported_at)} 反馈。`] : []),
        ...(result ? [result] : []),
        '未通过核对的，会再发邮件给您。',
      ],
    };
  }
  if (order.status === 'signed') {
    const pending = (await extensionsOf(database, town, order.order_id)).find(({ accepted }) => accepted === null);
    return {
      title: '已签收',
      lines: [pending ? `申请延期 ${pending.days} 个工作日，等本中心裁定。` : '本单正在办理，暂时不能反馈。'],
    };
  }
  return { title: '本单正在流转', lines: ['暂时不需要贵单位办理，有变化会发邮件告知。'] };
}

/** A link that once worked says what became of it; one that never did says nothing. */
export async function showGone(deps: ServerDeps, past: PastLink | undefined): Promise<Shown> {
  if (!past) {
    const words = {
      heading: '没有找到这张交办单',
      lines: ['链接可能没有复制完整，请从邮件里重新打开。', '仍打不开的，请联系发信的综治中心。'],
    };
    return { status: 404, html: renderPage('gone', { title: '没有找到这张交办单', centre: '综治中心', ...words }) };
  }
  const town = await findTown(deps.database, past.town);
  const { number, status } = past.order;
  const what = number ? `交办单 ${number} ` : '这张交办单';
  const contact = town ? [`有疑问请联系${town.centre}，电话 ${town.dutyPhone}。`] : [];
  const lines =
    past.gone === 'closed'
      ? [status === 'verified' ? `${what}已核对销单，感谢贵单位办理。` : `${what}已撤销，不必再办理。`]
      : [`${what}的这个链接已停用，请使用最近一封邮件里的链接。`];
  return {
    status: 410,
    html: renderPage('gone', {
      title: '链接已失效',
      heading: '链接已失效',
      centre: town?.centre ?? '',
      lines: [...lines, ...contact],
    }),
  };
}

/** Something went wrong on the way: too many tries, too large a file, a fault of ours. */
export function showTrouble(status: number, detail: string): Shown {
  const lines = [detail, '如果一直这样，请打电话联系发信的综治中心。'];
  return {
    status,
    html: renderPage('gone', { title: '暂时不能办理', heading: '暂时不能办理', centre: '综治中心', lines }),
  };
}
