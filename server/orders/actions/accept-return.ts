import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { openOptional } from '../fields.ts';
import { sendOrderLetter } from '../letters.ts';
import { revokeLinks } from '../links.queries.ts';
import { lockOrder, returnsOf } from '../queries.ts';
import { bySystem, nothing, orderInput } from './shared.ts';

/** A return was ruled well founded: the department is told, and its links stop working. */
export const acceptReturn: ActionDefinition = {
  type: 'order.accept-return',
  title: '准予退单',
  help: '退单经裁定成立：告知部门，原链接失效，交办单可以改派或终止。',
  input: orderInput,
  output: nothing,
  templates: () => letterFiles('ruling'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    if ((await lockOrder(trx, town, id)).status === 'returned') return;
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'accept-return' },
      now,
      told: { ...bySystem, text: '退单成立，原单不再由该部门办理' },
    });
    const last = (await returnsOf(trx, town, id)).at(-1);
    const words = last && openOptional(deps, id, 'ruling', last.ruling_enc, last.no);
    await sendOrderLetter(trx, deps, {
      town,
      order,
      letter: 'ruling',
      cause: job.key,
      now,
      ruling: `准予退单。${words ?? ''}`,
    });
    await revokeLinks(trx, town, id, now);
  },
};
