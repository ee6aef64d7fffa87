import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import { findDepartment } from '../../departments/queries.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { caseHead } from '../case.queries.ts';
import { openField, sealField } from '../fields.ts';
import { firstStatus, nextStatus, type OrderKind } from '../lifecycle.ts';
import { usualDays } from '../limits.ts';
import { findOrder, insertOrder, lockOrder, updateOrder } from '../queries.ts';
import { orderTitle } from '../words.ts';

const Order = Type.Object({
  kind: Type.Union([Type.Literal('on_site'), Type.Literal('guidance')]),
  department: Type.String({ minLength: 1, maxLength: 40 }),
  cause: Type.Union([Type.Literal('not_ours'), Type.Literal('coordination')]),
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
  request: Type.String({ minLength: 1, maxLength: 2000 }),
  urgent: Type.Optional(Type.Boolean()),
  resultDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
});

interface OrderValue {
  kind: OrderKind;
  department: string;
  cause: 'not_ours' | 'coordination';
  reason: string;
  request: string;
  urgent?: boolean;
  resultDays?: number;
}

/** A dispatch order as it is filled in (发令单): only for what is not the town's own duty, or needs coordination. */
export const order: Binding = {
  name: 'order',
  title: '发令单',
  schema: Order,
  async load({ trx, town, variables, deps }) {
    const row = typeof variables.order === 'string' ? await findOrder(trx, town, variables.order) : undefined;
    if (!row) return undefined;
    return {
      kind: row.kind,
      department: row.department_id,
      cause: row.cause,
      reason: openField(deps, row.order_id, 'reason', row.reason_enc),
      request: openField(deps, row.order_id, 'request', row.request_enc),
      urgent: row.urgent,
      resultDays: row.result_days,
    };
  },
  async save(context, value: OrderValue) {
    const { trx, town, variables, actor, now, deps, field } = context;
    const department = await findDepartment(trx, town, value.department);
    if (!department || department.disabled_at)
      throw new Refusal('department-unknown', '请选择通讯录里的部门', `${field}/department`);
    const head = await caseHead(trx, town, context.case);
    if (!head) throw new Refusal('case-unknown', '没有找到这件案件', field);
    const id = typeof variables.order === 'string' ? variables.order : uuidv7(now);
    const urgent = value.urgent ?? false;
    const resultDays = value.resultDays ?? usualDays[value.kind];
    const content = {
      procedure_key: context.task.procedure,
      title: orderTitle(value.kind, head.type),
      department_id: department.department_id,
      kind: value.kind,
      cause: value.cause,
      reason_enc: sealField(deps, id, 'reason', value.reason),
      request_enc: sealField(deps, id, 'request', value.request),
      urgent,
      result_days: resultDays,
      approved_by: null,
      approved_at: null,
      opinion_enc: null,
    };
    if (typeof variables.order === 'string') {
      const before = await lockOrder(trx, town, id);
      await updateOrder(trx, town, id, { ...content, status: nextStatus(before.status, { type: 'submit' }) });
    } else {
      await insertOrder(trx, {
        ...content,
        town_id: town,
        order_id: id,
        case_id: context.case,
        instance_id: context.instance,
        status: nextStatus(firstStatus, { type: 'submit' }),
        bounced: false,
        created_by: actor.id,
        created_at: now,
      });
    }
    await addEvent(trx, deps, town, {
      case: context.case,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: `填写发令单，拟交${department.short}，送镇领导审批`,
      order: id,
    });
    return { order: id, orderKind: value.kind, urgent, resultDays };
  },
};
