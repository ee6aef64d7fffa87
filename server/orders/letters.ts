import { deadlineOf } from '../calendar/deadline.ts';
import { dayTable } from '../calendar/town.ts';
import type { Database, Trx } from '../db/schema.ts';
import { departmentsById } from '../departments/queries.ts';
import { composeLetter } from '../mail/compose.ts';
import { enqueue } from '../mail/outbox.ts';
import type { TemplateContext } from '../mail/render.ts';
import type { Base } from '../platform/deps.ts';
import { versionFiles } from '../procedures/queries.ts';
import { findTown } from '../towns/queries.ts';
import { caseHead } from './case.queries.ts';
import { openField } from './fields.ts';
import { linksOf } from './links.queries.ts';
import { issueLink } from './links.ts';
import type { OrderRow } from './queries.ts';
import { kindText, letterDate, letterMoment } from './words.ts';

/** The letters about an order: `mails/<name>.*.hbs` of the procedure that handles it. */
export type OrderLetter = 'order' | 'reminder' | 'urge' | 'supervise' | 'circular' | 'ruling' | 'verified';

export interface SendOptions {
  readonly town: number;
  /** The order as it stands after what the letter tells. */
  readonly order: OrderRow;
  readonly letter: OrderLetter;
  /** Key of the effect, so that it never writes twice. */
  readonly cause: string;
  readonly now: Date;
  readonly rung?: string;
  readonly ruling?: string;
  /** Instead of all who hold a link now: only this one. */
  readonly to?: Recipient;
}

export interface Recipient {
  readonly name: string;
  readonly address: string;
}

/** Writes a letter about an order to each of its recipients, each with a link of their own. */
export async function sendOrderLetter(trx: Trx, deps: Base<Database>, options: SendOptions): Promise<void> {
  const { town, order, letter, cause, now } = options;
  const files = await versionFiles(trx, town, order.procedure_key);
  const recipients = options.to ? [options.to] : await recipientsOf(trx, town, order);
  for (const to of recipients) {
    const path = await issueLink(trx, town, order.order_id, to, now);
    const context = await letterContext(trx, deps, options, to, `${deps.settings.publicUrl}${path}`);
    await enqueue(
      trx,
      deps,
      town,
      { ...composeLetter(files, letter, context), cause, to, kind: letter, case: order.case_id, order: order.order_id },
      now,
    );
  }
}

/** Whoever holds a link that works; at first the department's own address. */
export async function recipientsOf(trx: Trx, town: number, order: OrderRow): Promise<Recipient[]> {
  const links = await linksOf(trx, town, order.order_id);
  const held = new Map(
    links
      .filter(({ revoked_at }) => !revoked_at)
      .map((link) => [link.to_address, { name: link.to_name, address: link.to_address }]),
  );
  if (held.size > 0) return [...held.values()];
  const department = (await departmentsById(trx, town, [order.department_id])).get(order.department_id);
  if (!department) throw new Error(`Expected department ${order.department_id} in town ${town} but it does not exist`);
  return [{ name: department.contact || department.short, address: department.email }];
}

async function letterContext(
  trx: Trx,
  deps: Base<Database>,
  options: SendOptions,
  to: Recipient,
  link: string,
): Promise<TemplateContext> {
  const { town: townId, order, now, rung, ruling } = options;
  const [town, departments, head, table] = await Promise.all([
    findTown(deps.database, townId),
    departmentsById(trx, townId, [order.department_id]),
    caseHead(trx, townId, order.case_id),
    dayTable(deps.database, townId),
  ]);
  const due = order.status === 'signed' ? order.result_due : order.sign_due;
  const deadline = due && deadlineOf(table, due, order.issued_at ?? now, now);
  return {
    number: order.number ?? '',
    title: order.title,
    department: departments.get(order.department_id)?.short ?? '',
    contactName: to.name,
    kindText: kindText[order.kind],
    urgentText: order.urgent ? '紧急' : '',
    reason: openField(deps, order.order_id, 'reason', order.reason_enc),
    request: openField(deps, order.order_id, 'request', order.request_enc),
    approver: order.approved_by ?? '',
    approvedDate: order.approved_at ? letterDate(order.approved_at) : '',
    issuedDate: letterDate(order.issued_at ?? now),
    signDue: order.sign_due ? letterMoment(order.sign_due) : '',
    resultDue: order.result_due ? letterMoment(order.result_due) : '',
    link,
    centre: town?.centre ?? '',
    centrePhone: town?.dutyPhone ?? '',
    caseNumber: head?.number ?? '',
    rung: rung ?? '',
    overdueText: deadline?.state === 'late' ? `已超期，${deadline.sentence}` : (deadline?.sentence ?? ''),
    rulingText: ruling ?? '',
  };
}
