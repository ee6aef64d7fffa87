import { Type } from 'typebox';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { changeOrder } from '../change.ts';
import { sendOrderLetter } from '../letters.ts';
import { isClosed } from '../lifecycle.ts';
import { revokeLinks } from '../links.queries.ts';
import { lockOrder, type OrderRow, ordersOfCase } from '../queries.ts';
import { bySystem, nothing } from './shared.ts';

/** The order, or every order of the case that is still open, is withdrawn: whoever has it is told, links stop working. */
export const cancel: ActionDefinition = {
  type: 'order.cancel',
  title: '撤销交办单',
  help: '撤销一张交办单；只给案件的，撤销本案所有没办结的。已经发出的告知部门，链接失效。',
  input: Type.Object({
    order: Type.Optional(Type.String({ title: '交办单' })),
    case: Type.Optional(Type.String({ title: '案件' })),
  }),
  output: nothing,
  async run({ trx, town, now }, job, deps) {
    const { order: one, case: caseId } = job.input;
    const orders: OrderRow[] =
      typeof one === 'string' ? [await lockOrder(trx, town, one)] : await ordersOfCase(trx, town, String(caseId));
    for (const before of orders) {
      if (isClosed(before.status)) continue;
      const id = before.order_id;
      const order = await changeOrder(trx, deps, {
        town,
        order: id,
        event: { type: 'cancel' },
        now,
        patch: { closed_at: now },
        told: { ...bySystem, text: '交办单已撤销' },
      });
      const held = before.status !== 'returned' && before.issued_at !== null;
      if (held)
        await sendOrderLetter(trx, deps, {
          town,
          order,
          letter: 'ruling',
          cause: `${job.key}:${id}`,
          now,
          ruling: '本单已撤销，不必再办理。',
        });
      await revokeLinks(trx, town, id, now);
    }
  },
};
