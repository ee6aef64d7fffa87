import { Type } from 'typebox';
import type { Binding } from '../../catalogue/types.ts';
import { changeOrder } from '../change.ts';
import { sealField } from '../fields.ts';
import { approverName, boundOrder, teller } from './shared.ts';

/** A town leader's approval of an order: nothing goes out without it (在镇党委政府统一领导下). */
export const approval: Binding = {
  name: 'approval',
  title: '审批意见',
  schema: Type.Object({ approved: Type.Boolean(), opinion: Type.Optional(Type.String({ maxLength: 500 })) }),
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
