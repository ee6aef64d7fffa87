import type { CompanionContext } from '../../engine/model/door.ts';
import type { Variables } from '../../engine/model/variables.ts';
import { addAttachment } from '../attachments/add.ts';
import { assignToOrder } from '../attachments/queries.ts';
import type { StoredFile } from '../attachments/store.ts';
import type { AuditAction } from '../audit/actions.ts';
import { record } from '../audit/record.ts';
import { addEvent } from '../cases/timeline.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { liveOf } from '../live/hub.ts';
import { changeOrder } from '../orders/change.ts';
import { sealField } from '../orders/fields.ts';
import { sendOrderLetter } from '../orders/letters.ts';
import { nextStatus, type OrderEvent } from '../orders/lifecycle.ts';
import { linksOf } from '../orders/links.queries.ts';
import { insertExtension, insertReturn, lockOrder } from '../orders/queries.ts';
import { uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { Answering, OpenLink } from './open.ts';
import { outcomesOf } from './outcomes.ts';
import type { Person, Report } from './typed.ts';

const most = 5;

const actorOf = ({ department, clerk }: Answering) =>
  clerk
    ? { kind: 'user' as const, id: clerk.id, name: clerk.name }
    : { kind: 'department' as const, id: department.department_id, name: department.short };
const teller = ({ department, clerk }: Answering) => ({
  kind: 'department' as const,
  who: { name: department.short, role: clerk ? `纸质回执，${clerk.name}登记` : null },
  ...(clerk ? { attachments: clerk.scans } : {}),
});
const personText = ({ name, tail }: Person) => (tail ? `${name}（手机后四位 ${tail}）` : `${name}（纸质签名）`);

/** Tells the procedure what the department did; the order, the timeline and the audit log change in the same transaction. */
async function correlate(
  deps: ServerDeps,
  open: Answering,
  act: {
    readonly message: string;
    readonly event: OrderEvent;
    readonly audit: AuditAction;
    readonly variables?: Variables;
  },
  write: (context: CompanionContext<Trx>) => Promise<void>,
): Promise<void> {
  const { town, order } = open;
  nextStatus(order.status, act.event);
  const actor = actorOf(open);
  const outcome = await deps.engine.correlate(
    town,
    { name: act.message, key: order.order_id, ...(act.variables ? { variables: act.variables } : {}) },
    {
      actor,
      companion: async (context) => {
        await write(context as CompanionContext<Trx>);
        if (open.clerk) await assignToOrder(context.trx, town, order.case_id, order.order_id, open.clerk.scans);
        await record(context.trx, town, {
          at: context.now,
          by: actor,
          action: act.audit,
          object: order.number ?? order.order_id,
        });
      },
    },
  );
  if (!outcome)
    throw new Problem(409, 'order-not-awaited', '这一步现在不能办，请刷新页面', {
      params: { allowed: [...open.awaited] },
    });
  liveOf(deps).publish(town, { topic: 'order', id: order.order_id });
}

export async function sign(deps: ServerDeps, open: Answering, person: Person): Promise<void> {
  const { town, order } = open;
  const event = { type: 'sign' } as const;
  await correlate(deps, open, { message: 'order.signed', event, audit: 'order.sign' }, async ({ trx, now }) => {
    const signed_by_enc = sealField(deps, order.order_id, 'signed_by', personText(person));
    const told = { ...teller(open), text: '签收交办单', detail: `签收人：${personText(person)}` };
    await changeOrder(trx, deps, {
      town,
      order: order.order_id,
      event,
      now,
      patch: { signed_at: now, signed_by_enc },
      told,
    });
  });
}

export async function giveBack(
  deps: ServerDeps,
  open: Answering,
  value: Person & { readonly reason: string },
): Promise<void> {
  const { town, order } = open;
  const id = order.order_id;
  const event = { type: 'return' } as const;
  await correlate(deps, open, { message: 'order.returned', event, audit: 'order.return' }, async ({ trx, now }) => {
    const { status } = await lockOrder(trx, town, id);
    const no = await insertReturn(trx, town, id, (next) => ({
      at: now,
      from_status: status === 'signed' ? 'signed' : 'issued',
      reason_enc: sealField(deps, id, 'return', value.reason, next),
    }));
    const told = { ...teller(open), text: `申请退单（第 ${no} 次）`, detail: `${personText(value)}：${value.reason}` };
    await changeOrder(trx, deps, { town, order: id, event, now, told });
  });
}

export async function askExtension(
  deps: ServerDeps,
  open: Answering,
  value: Person & { readonly days: number; readonly reason: string },
): Promise<void> {
  const { town, order } = open;
  const id = order.order_id;
  const event = { type: 'extend' } as const;
  const message = {
    message: 'order.extension-requested',
    event,
    audit: 'order.extend',
    variables: { extensionDays: value.days },
  } as const;
  await correlate(deps, open, message, async ({ trx, now }) => {
    await lockOrder(trx, town, id);
    await insertExtension(trx, town, id, (no) => ({
      at: now,
      days: value.days,
      reason_enc: sealField(deps, id, 'extension', value.reason, no),
    }));
    const told = {
      ...teller(open),
      text: `申请延期 ${value.days} 个工作日`,
      detail: `${personText(value)}：${value.reason}`,
    };
    await changeOrder(trx, deps, { town, order: id, event, now, told });
  });
}

export async function report(
  deps: ServerDeps,
  open: Answering,
  value: Report,
  files: readonly StoredFile[],
): Promise<void> {
  const { town, order, department } = open;
  const id = order.order_id;
  const event = { type: 'report' } as const;
  await correlate(deps, open, { message: 'order.reported', event, audit: 'order.report' }, async ({ trx, now }) => {
    const attachments: string[] = [];
    for (const file of files)
      attachments.push(
        await addAttachment(trx, deps, town, { case: order.case_id, order: id, at: now, by: department.short, file }),
      );
    const outcome = outcomesOf(order.kind).find(({ code }) => code === value.outcome)?.text ?? '';
    const who = [value.who, value.when].filter((part) => part !== '').join('，');
    const result = `${outcome}。${who ? `${who}。` : ''}${value.text}`;
    await changeOrder(trx, deps, {
      town,
      order: id,
      event,
      now,
      patch: { reported_at: now, result_enc: sealField(deps, id, 'result', result) },
      told: {
        ...teller(open),
        text: `反馈办理结果：${outcome}`,
        detail: result.slice(0, 500),
        attachments: [...attachments, ...(open.clerk?.scans ?? [])],
      },
    });
  });
}

/** A colleague of the same house gets a letter and a link of their own; nothing else changes. */
export async function forward(
  deps: ServerDeps,
  open: OpenLink,
  to: { readonly name: string; readonly address: string },
): Promise<void> {
  const { town, order } = open;
  const actor = actorOf(open);
  await deps.database.transaction().execute(async (trx) => {
    const now = deps.clock.now();
    const held = await lockOrder(trx, town, order.order_id);
    const holders = (await linksOf(trx, town, order.order_id))
      .filter(({ revoked_at }) => !revoked_at)
      .map(({ to_address }) => to_address);
    if (new Set(holders).size > most)
      throw new Problem(409, 'forwarded-often', `一张交办单最多转给 ${most} 位同事，如需更多请联系交办方`);
    await sendOrderLetter(trx, deps, { town, order: held, letter: 'order', cause: `forward:${uuidv7(now)}`, now, to });
    await addEvent(trx, deps, town, {
      ...teller(open),
      case: order.case_id,
      at: now,
      order: order.order_id,
      text: '把交办单转给同事',
      detail: `${to.name} ${to.address}`,
    });
    await record(trx, town, { at: now, by: actor, action: 'order.forward', object: order.number ?? order.order_id });
  });
}
