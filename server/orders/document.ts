import type { Database, Trx } from '../db/schema.ts';
import { departmentsById } from '../departments/queries.ts';
import type { TemplateContext } from '../mail/render.ts';
import type { Base } from '../platform/deps.ts';
import { openField, openOptional } from './fields.ts';
import { lockOrder } from './queries.ts';
import { causeText, kindText, letterDate, letterMoment } from './words.ts';

/** What the paper twin of an order (发令单) names besides its case. */
export async function orderContext(trx: Trx, deps: Base<Database>, town: number, id: string): Promise<TemplateContext> {
  const order = await lockOrder(trx, town, id);
  const department = (await departmentsById(trx, town, [order.department_id])).get(order.department_id);
  return {
    number: order.number ?? '',
    title: order.title,
    department: department?.name ?? '',
    contactName: department?.contact ?? '',
    kindText: kindText[order.kind],
    causeText: causeText[order.cause],
    urgentText: order.urgent ? '紧急' : '',
    reason: openField(deps, id, 'reason', order.reason_enc),
    request: openField(deps, id, 'request', order.request_enc),
    approver: order.approved_by ?? '',
    approvedDate: order.approved_at ? letterDate(order.approved_at) : '',
    opinion: openOptional(deps, id, 'opinion', order.opinion_enc) ?? '',
    issuedDate: order.issued_at ? letterDate(order.issued_at) : '',
    signDue: order.sign_due ? letterMoment(order.sign_due) : '',
    resultDue: order.result_due ? letterMoment(order.result_due) : '',
    signedBy: openOptional(deps, id, 'signed_by', order.signed_by_enc) ?? '',
    signedDate: order.signed_at ? letterMoment(order.signed_at) : '',
    result: openOptional(deps, id, 'result', order.result_enc) ?? '',
  };
}
