import { Type } from 'typebox';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { localIso } from '../../calendar/zone.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { openOptional } from '../fields.ts';
import { sendOrderLetter } from '../letters.ts';
import { extensionsOf, lockOrder } from '../queries.ts';
import { letterMoment } from '../words.ts';
import { bySystem, orderInput } from './shared.ts';

/** An extension was granted: the limit moves by the working days that were asked for, and the department is told. */
export const extend: ActionDefinition = {
  type: 'order.extend',
  title: '批准延期',
  help: '延期经批准：从原时限起顺延所申请的工作日，并告知部门。',
  input: orderInput,
  output: Type.Object({ resultDue: Type.String({ title: '新的反馈时限' }) }),
  templates: () => letterFiles('ruling'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    const before = await lockOrder(trx, town, id);
    const granted = (await extensionsOf(trx, town, id)).findLast(({ accepted }) => accepted === true);
    if (!granted) throw new Error(`Expected a granted extension of order ${id} but there is none`);
    const calendar = workCalendar(await dayTable(deps.database, town));
    const due = new Date(calendar.workdays(before.result_due!.getTime(), granted.days));
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'extension-ruled' },
      now,
      patch: { result_due: due },
      told: { ...bySystem, text: `延期 ${granted.days} 个工作日，反馈时限改为${letterMoment(due)}` },
    });
    const words = openOptional(deps, id, 'ruling', granted.ruling_enc, granted.no) ?? '';
    await sendOrderLetter(trx, deps, {
      town,
      order,
      letter: 'ruling',
      cause: job.key,
      now,
      ruling: `同意延期 ${granted.days} 个工作日。${words}`,
    });
    return { resultDue: localIso(due) };
  },
};
