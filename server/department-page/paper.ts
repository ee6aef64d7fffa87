import { Type } from 'typebox';
import { attachmentsAmong } from '../attachments/queries.ts';
import { findDepartment } from '../departments/queries.ts';
import type { App, ServerDeps } from '../deps.ts';
import { type Me, route } from '../identity/guard.ts';
import { PaperReply } from '../orders/contract.ts';
import { demandOrder } from '../orders/detail.ts';
import { awaitedMessages } from '../orders/ladder.queries.ts';
import { Problem } from '../platform/problem.ts';
import { askExtension, giveBack, report, sign } from './acts.ts';
import type { Answering } from './open.ts';
import { outcomesOf } from './outcomes.ts';
import { type Checked, checkExtension, checkReport, checkReturn, checkSign } from './typed.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** 纸质回执: where a department signs and answers on the printed order, one of us enters it with the scan. */
export async function paperRoutes(app: App, deps: ServerDeps): Promise<void> {
  app.post(
    '/api/orders/:id/paper',
    route(
      { summary: '登记部门的纸质回执', params: Id, body: PaperReply, response: { 204: Type.Null() } },
      { roles: ['desk', 'mediator', 'director'] },
    ),
    async ({ me, params, body }, reply) => {
      await carryOut(deps, await answering(deps, me, params.id, body.scans), body);
      return reply.status(204).send(null);
    },
  );
}

/** The department of this order, answering through this person. */
async function answering(deps: ServerDeps, me: Me, id: string, given: readonly string[]): Promise<Answering> {
  const order = await demandOrder(deps, me.town, id);
  const department = await findDepartment(deps.database, me.town, order.department_id);
  if (!department) throw new Problem(404, 'department-not-found', '没有找到承办部门');
  const scans = await attachmentsAmong(deps.database, me.town, order.case_id, given);
  if (scans.length < new Set(given).size)
    throw new Problem(422, 'scan-unknown', '扫描件不在本案材料里，请重新上传', { field: '/scans' });
  const awaited = await awaitedMessages(deps.database, me.town, id);
  return { town: me.town, order, department, awaited, clerk: { id: me.id, name: me.name, scans } };
}

async function carryOut(deps: ServerDeps, open: Answering, { act, scans: _, days, ...texts }: PaperReply) {
  const fields = { ...texts, ...(days === undefined ? {} : { days: String(days) }) };
  if (act === 'sign') return sign(deps, open, right(checkSign(fields, true)));
  if (act === 'return') return giveBack(deps, open, right(checkReturn(fields, true)));
  if (act === 'extend') return askExtension(deps, open, right(checkExtension(fields, true)));
  const outcomes = outcomesOf(open.order.kind).map(({ code }) => code);
  return report(deps, open, right(checkReport(fields, outcomes)), []);
}

/** What was filled in, or 422 with what is wrong at each field. */
function right<T>(checked: Checked<T>): T {
  if (!checked.wrong) return checked.value;
  const fields = Object.entries(checked.wrong).map(([name, message]) => ({ path: `/${name}`, message }));
  throw new Problem(422, 'paper-invalid', '回执没有填完整', { fields });
}
