import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import { openField, sealField } from '../fields.ts';
import { type Pending, pendingOf } from '../pending.ts';
import { ruleOn } from '../queries.ts';
import { boundOrder, teller } from './shared.ts';

/**
 * Our ruling on what a department asks: its return of the order, or an extension. What follows from it (the letter, the
 * new limit) is done by the step behind: order.accept-return, refuse-return, extend, refuse-extension.
 */
export const ruling: Binding = {
  name: 'ruling',
  title: '裁定（退单、延期）',
  schema: Type.Object({
    /** Shown beside the ruling; what comes back is not read. */
    asked: Type.Optional(Type.String()),
    accept: Type.Boolean(),
    reason: Type.String({ minLength: 1, maxLength: 1000 }),
  }),
  async load({ trx, town, deps, variables }) {
    const order = variables.order;
    const pending = typeof order === 'string' ? await pendingOf(trx, town, order) : undefined;
    if (!pending || typeof order !== 'string') return undefined;
    const field = pending.table === 'order_return' ? 'return' : 'extension';
    const reason = openField(deps, order, field, pending.reason_enc, pending.no);
    return { asked: 'days' in pending ? `申请延期 ${pending.days} 个工作日。${reason}` : reason };
  },
  async save(context, { accept, reason }: { accept: boolean; reason: string }) {
    const { trx, town, now, actor, deps } = context;
    const order = await boundOrder(context);
    const pending = await pendingOf(trx, town, order.order_id);
    if (!pending) throw new Refusal('nothing-to-rule', '部门没有待裁定的退单或延期申请', context.field);
    await ruleOn(trx, pending.table, town, order.order_id, pending.no, {
      accepted: accept,
      ruling_enc: sealField(deps, order.order_id, 'ruling', reason, pending.no),
      ruled_at: now,
      ruled_by: actor.name,
    });
    await addEvent(trx, deps, town, {
      ...teller(context),
      case: order.case_id,
      at: now,
      order: order.order_id,
      text: `裁定${accept ? '同意' : '不同意'}${asked(pending)}`,
      detail: reason,
    });
    return { accept };
  },
};

const asked = (pending: Pending) => (pending.table === 'order_return' ? '退单' : `延期 ${pending.days} 个工作日`);
