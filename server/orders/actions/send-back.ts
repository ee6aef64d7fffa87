import { Type } from 'typebox';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { localIso } from '../../calendar/zone.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { changeOrder } from '../change.ts';
import { openOptional } from '../fields.ts';
import { sendOrderLetter } from '../letters.ts';
import { lockOrder } from '../queries.ts';
import { bySystem, orderInput } from './shared.ts';

/** The result did not pass our check: the department is told why and gets 3 working days, urgent 2 working hours. */
export const sendBack: ActionDefinition = {
  type: 'order.send-back',
  title: '退回重办',
  help: '反馈核对未通过：把原因告知部门，反馈时限重新起算，一般 3 个工作日，紧急 2 个工作小时。',
  input: orderInput,
  output: Type.Object({ resultDue: Type.String({ title: '新的反馈时限' }) }),
  templates: () => letterFiles('ruling'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    const before = await lockOrder(trx, town, id);
    if (before.status !== 'reported') return { resultDue: localIso(before.result_due!) };
    const calendar = workCalendar(await dayTable(deps.database, town));
    const due = new Date(before.urgent ? calendar.workhours(now.getTime(), 2) : calendar.workdays(now.getTime(), 3));
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'reject' },
      now,
      patch: { result_due: due, reported_at: null },
      told: { ...bySystem, text: '核对未通过，退回部门重办' },
    });
    const words = openOptional(deps, id, 'verdict', before.verdict_enc) ?? '';
    await sendOrderLetter(trx, deps, {
      town,
      order,
      letter: 'ruling',
      cause: job.key,
      now,
      ruling: `反馈未通过核对，请补办后再反馈。${words}`,
    });
    return { resultDue: localIso(due) };
  },
};
