import { Type } from 'typebox';
import { dayTable } from '../../calendar/town.ts';
import { workCalendar } from '../../calendar/work-calendar.ts';
import { localIso } from '../../calendar/zone.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { findDepartment } from '../../departments/queries.ts';
import { letterFiles } from '../../mail/compose.ts';
import { nextNumber } from '../../towns/numbers.ts';
import { changeOrder } from '../change.ts';
import { insertRung } from '../ladder.queries.ts';
import { sendOrderLetter } from '../letters.ts';
import { limitsOf } from '../limits.ts';
import { revokeLinks } from '../links.queries.ts';
import { lockOrder } from '../queries.ts';
import { bySystem, orderInput } from './shared.ts';

/** An approved order goes out: it gets its number and limits, and the department gets the letter with its link. */
export const issue: ActionDefinition = {
  type: 'order.issue',
  title: '发出交办单',
  help: '给交办单编号、起算签收和反馈时限，并把带链接的信函发给部门。',
  input: orderInput,
  output: Type.Object({
    number: Type.String({ title: '编号' }),
    signDue: Type.String({ title: '签收时限' }),
    resultDue: Type.String({ title: '反馈时限' }),
  }),
  templates: () => letterFiles('order'),
  async run({ trx, town, now }, job, deps) {
    const id = String(job.input.order);
    const before = await lockOrder(trx, town, id);
    const first = await insertRung(trx, {
      town_id: town,
      order_id: id,
      job_key: job.key,
      rung: '发出',
      phase: 'sign',
      at: now,
    });
    if (!first)
      return { number: before.number!, signDue: localIso(before.sign_due!), resultDue: localIso(before.result_due!) };
    const { signDue, resultDue } = limitsOf(workCalendar(await dayTable(deps.database, town)), before, now);
    const number = before.number ?? (await nextNumber(trx, town, 'JB', now));
    const department = await findDepartment(trx, town, before.department_id);
    // Sent again after a return: what the earlier department held stops working.
    await revokeLinks(trx, town, id, now);
    const order = await changeOrder(trx, deps, {
      town,
      order: id,
      event: { type: 'issue' },
      now,
      patch: {
        number,
        issued_at: now,
        sign_due: signDue,
        result_due: resultDue,
        procedure_key: job.procedure,
        bounced: false,
      },
      told: { ...bySystem, kind: 'mail', text: `交办单 ${number} 发往${department?.short ?? '部门'}` },
    });
    await sendOrderLetter(trx, deps, { town, order, letter: 'order', cause: job.key, now });
    return { number, signDue: localIso(signDue), resultDue: localIso(resultDue) };
  },
};
