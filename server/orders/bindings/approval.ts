import { Type } from 'typebox';
import type { Binding } from '../../catalogue/types.ts';
import { departmentsById } from '../../departments/queries.ts';
import { changeOrder } from '../change.ts';
import { openField, sealField } from '../fields.ts';
import { findOrder } from '../queries.ts';
import { causeText, kindText } from '../words.ts';
import { approverName, boundOrder, teller } from './shared.ts';

/** A town leader's approval of an order: nothing goes out without it (在镇党委政府统一领导下). */
export const approval: Binding = {
  name: 'approval',
  title: '审批意见',
  schema: Type.Object({
    /** The order as it would go out, shown beside the decision; what comes back is not read. */
    asked: Type.Optional(Type.String()),
    approved: Type.Boolean(),
    opinion: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  async load({ trx, town, deps, variables }) {
    const order = typeof variables.order === 'string' ? await findOrder(trx, town, variables.order) : undefined;
    if (!order) return undefined;
    const department = (await departmentsById(trx, town, [order.department_id])).get(order.department_id);
    const days = order.kind === 'guidance' ? `（${order.result_days} 天内反馈）` : '';
    return {
      asked: [
        `发给：${department?.name ?? order.department_id}${order.urgent ? '（紧急）' : ''}`,
        `请部门：${kindText[order.kind]}${days}`,
        `原因：${causeText[order.cause]}`,
        `事由：${openField(deps, order.order_id, 'reason', order.reason_enc)}`,
        `要求：${openField(deps, order.order_id, 'request', order.request_enc)}`,
      ].join('\n'),
    };
  },
  async save(context, { approved, opinion = '' }: { approved: boolean; opinion?: string }) {
    const { trx, town, now, deps } = context;
    const order = await boundOrder(context);
    const opinion_enc = sealField(deps, order.order_id, 'opinion', opinion);
    await changeOrder(trx, deps, {
      town,
      order: order.order_id,
      event: { type: approved ? 'approve' : 'refuse' },
      now,
      patch: approved ? { approved_by: approverName(context), approved_at: now, opinion_enc } : { opinion_enc },
      told: { ...teller(context), text: approved ? '批准发令' : '未批准发令', detail: opinion },
    });
    return { approved };
  },
};
