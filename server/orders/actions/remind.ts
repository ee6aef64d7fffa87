import { addEvent } from '../../cases/timeline.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { findDepartment } from '../../departments/queries.ts';
import { letterFiles } from '../../mail/compose.ts';
import { sendNotice } from '../../notices/send.ts';
import { insertRung } from '../ladder.queries.ts';
import { type OrderLetter, sendOrderLetter } from '../letters.ts';
import { lockOrder } from '../queries.ts';
import { bySystem, nothing, orderInput } from './shared.ts';

const letters: Readonly<Record<string, OrderLetter>> = {
  提醒: 'reminder',
  催办: 'urge',
  督办: 'supervise',
  通报: 'circular',
};
const audiences = ['department', 'director', 'leader'] as const;

/** One rung of the ladder: its letter to the department, and a notice to the director or the town's leaders from 督办 on. */
export const remind: ActionDefinition = {
  type: 'order.remind',
  title: '催办一级',
  help: '按“提醒、催办、督办、通报”的一级发信给部门，并可同时通知中心主任、镇领导。已经办到下一步的单不再催。',
  input: orderInput,
  headers: {
    rung: { title: '哪一级（提醒、催办、督办、通报）', required: true },
    audience: { title: '同时通知谁（department 只发部门，director、leader 另发通知）', required: true },
  },
  output: nothing,
  templates: ({ rung = '' }) => (letters[rung] ? letterFiles(letters[rung]) : []),
  async run({ trx, town, now }, job, deps) {
    const { rung = '', audience = '' } = job.headers;
    const letter = letters[rung];
    const to = audience.split(/[\s,，、]+/).filter((one) => one !== '');
    if (!letter) throw new Error(`Expected header “rung” to be one of ${Object.keys(letters)} but got “${rung}”`);
    const wrong = to.find((one) => !audiences.some((known) => known === one));
    if (to.length === 0 || wrong !== undefined)
      throw new Error(`Expected header “audience” to name some of ${audiences} but got “${audience}”`);
    const order = await lockOrder(trx, town, String(job.input.order));
    // The timer fired while the answer was on its way: nothing is owed any more.
    if (order.status !== 'issued' && order.status !== 'signed') return;
    const phase = order.status === 'issued' ? 'sign' : 'result';
    if (!(await insertRung(trx, { town_id: town, order_id: order.order_id, job_key: job.key, rung, phase, at: now })))
      return;
    const department = (await findDepartment(trx, town, order.department_id))?.short ?? '部门';
    const what = phase === 'sign' ? '签收' : '反馈';
    await addEvent(trx, deps, town, {
      ...bySystem,
      case: order.case_id,
      at: now,
      order: order.order_id,
      text: `${rung}：${order.number} ${department}尚未${what}`,
    });
    await sendOrderLetter(trx, deps, { town, order, letter, cause: job.key, now, rung });
    for (const role of ['director', 'leader'] as const) {
      const text = `${rung}：交办单 ${order.number}（${order.title}），${department}尚未${what}`;
      if (to.includes(role)) await sendNotice(trx, town, { to: role, text, case: order.case_id, cause: job.key }, now);
    }
  },
};
