import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { openOptional } from '../fields.ts';
import { sendOrderLetter } from '../letters.ts';
import { extensionsOf } from '../queries.ts';
import { bySystem, nothing, orderInput } from './shared.ts';

/** An extension was refused: the department is told why, the limit stays. */
export const refuseExtension: ActionDefinition = {
  type: 'order.refuse-extension',
  title: '驳回延期',
  help: '延期未获同意：把理由告知部门，原时限不变。',
  input: orderInput,
  output: nothing,
  templates: () => letterFiles('ruling'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    const last = (await extensionsOf(trx, town, id)).findLast(({ accepted }) => accepted === false);
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'extension-ruled' },
      now,
      told: { ...bySystem, text: '延期未获同意，原时限不变' },
    });
    const words = last && openOptional(deps, id, 'ruling', last.ruling_enc, last.no);
    await sendOrderLetter(trx, deps, {
      town,
      order,
      letter: 'ruling',
      cause: job.key,
      now,
      ruling: `延期未获同意，仍按原时限反馈。${words ?? ''}`,
    });
  },
};
