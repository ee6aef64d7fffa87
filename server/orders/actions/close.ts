import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { sendOrderLetter } from '../letters.ts';
import { revokeLinks } from '../links.queries.ts';
import { lockOrder } from '../queries.ts';
import { bySystem, nothing, orderInput } from './shared.ts';

/** A verified order is closed: the department is thanked, and its links stop working. */
export const close: ActionDefinition = {
  type: 'order.close',
  title: '交办单销号',
  help: '结果核对属实：交办单销号，告知部门，链接失效。',
  input: orderInput,
  output: nothing,
  templates: () => letterFiles('verified'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    if ((await lockOrder(trx, town, id)).status === 'verified') return;
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'verify' },
      now,
      patch: { closed_at: now },
      told: { ...bySystem, text: '交办单核对属实，已销号' },
    });
    await sendOrderLetter(trx, deps, { town, order, letter: 'verified', cause: job.key, now });
    await revokeLinks(trx, town, id, now);
  },
};
