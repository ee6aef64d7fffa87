import { Type } from 'typebox';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import { openOptional, sealField } from '../fields.ts';
import { findOrder, updateOrder } from '../queries.ts';
import { boundOrder, teller } from './shared.ts';

/** Our check of what the department reported; order.close or order.send-back follows. */
export const verification: Binding = {
  name: 'verification',
  title: '核对结果',
  schema: Type.Object({
    /** What the department reported, shown beside the check; what comes back is not read. */
    result: Type.Optional(Type.String()),
    accepted: Type.Boolean(),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  async load({ trx, town, deps, variables }) {
    const row = typeof variables.order === 'string' ? await findOrder(trx, town, variables.order) : undefined;
    const result = row && openOptional(deps, row.order_id, 'result', row.result_enc);
    return result ? { result } : undefined;
  },
  async save(context, { accepted, reason = '' }: { accepted: boolean; reason?: string }) {
    const { trx, town, now, deps } = context;
    const order = await boundOrder(context);
    await updateOrder(trx, town, order.order_id, { verdict_enc: sealField(deps, order.order_id, 'verdict', reason) });
    await addEvent(trx, deps, town, {
      ...teller(context),
      case: order.case_id,
      at: now,
      order: order.order_id,
      text: accepted ? '核对部门反馈，办理属实' : '核对部门反馈，未通过',
      detail: reason,
    });
    // Whoever checked is the handler when the department settled the matter: the follow-up visit is another's.
    return { accepted, verifier: context.actor.id };
  },
};
