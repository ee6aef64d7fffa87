import { Type } from 'typebox';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { localIso } from '../../calendar/zone.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { openOptional } from '../fields.ts';
import { sendOrderLetter } from '../letters.ts';
import { limitsOf } from '../limits.ts';
import { lockOrder, returnsOf } from '../queries.ts';
import { bySystem, orderInput } from './shared.ts';

/** A return was ruled unfounded: the department is told why, and the time to sign runs anew. */
export const refuseReturn: ActionDefinition = {
  type: 'order.refuse-return',
  title: '驳回退单',
  help: '退单经裁定不成立：把理由告知部门，签收时限重新起算。',
  input: orderInput,
  output: Type.Object({ signDue: Type.String({ title: '新的签收时限' }) }),
  templates: () => letterFiles('ruling'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    const before = await lockOrder(trx, town, id);
    if (before.status !== 'returning') return { signDue: localIso(before.sign_due!) };
    const last = (await returnsOf(trx, town, id)).at(-1);
    const { signDue } = limitsOf(workCalendar(await dayTable(deps.database, town)), before, now);
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'refuse-return', to: last?.from_status ?? 'issued' },
      now,
      patch: { sign_due: signDue },
      told: { ...bySystem, text: '退单未获同意，请部门继续办理' },
    });
    const words = last && openOptional(deps, id, 'ruling', last.ruling_enc, last.no);
    await sendOrderLetter(trx, deps, {
      town,
      order,
      letter: 'ruling',
      cause: job.key,
      now,
      ruling: `退单未获同意，请继续办理。${words ?? ''}`,
    });
    return { signDue: localIso(signDue) };
  },
};
