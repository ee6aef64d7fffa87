import { record } from '../audit/record.ts';
import { addEvent } from '../cases/timeline.ts';
import { findDepartment } from '../departments/queries.ts';
import type { ServerDeps } from '../deps.ts';
import { nothing, type Repeat } from '../idempotency/repeat.ts';
import { actingRole, actorOf, type Me } from '../identity/guard.ts';

import { liveOf } from '../live/hub.ts';
import { mailAddress } from '../mail/address.ts';
import { uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { demandOrder } from './detail.ts';
import { sendOrderLetter } from './letters.ts';
import { revokeLinks } from './links.queries.ts';
import { lockOrder, updateOrder } from './queries.ts';

/** Revokes the present links of an order and mails a new one, to another address when one is given. */
export async function readdressOrder(
  deps: ServerDeps,
  me: Me,
  id: string,
  to: { email?: string; contact?: string },
  repeat: Repeat,
): Promise<void> {
  const { database, clock } = deps;
  const { department_id: departmentId } = await demandOrder(deps, me.town, id);
  const department = await findDepartment(database, me.town, departmentId);
  const address = mailAddress(to.email?.trim() || department?.email || '');
  if (!address) throw new Problem(422, 'mail-address', '请填写一个有效的邮箱地址', { field: '/email' });
  const name = to.contact?.trim() || department?.contact || department?.short || '';
  await database.transaction().execute(async (trx) => {
    const now = clock.now();
    await repeat.keep(trx, now, nothing);
    const order = await lockOrder(trx, me.town, id);
    const open = ['issued', 'signed', 'returning', 'reported'] as const;
    if (!open.some((status) => status === order.status)) {
      throw new Problem(409, 'order-state', '这张交办单现在不在部门手里，不能重发', {
        params: { status: order.status, allowed: [...open] },
      });
    }
    await revokeLinks(trx, me.town, id, now);
    await updateOrder(trx, me.town, id, { bounced: false });
    await sendOrderLetter(trx, deps, {
      town: me.town,
      order,
      letter: 'order',
      cause: `readdress:${uuidv7(now)}`,
      now,
      to: { name, address },
    });
    await addEvent(trx, deps, me.town, {
      case: order.case_id,
      at: now,
      kind: 'mail',
      who: { name: me.name, role: actingRole(me.roles) },
      text: `交办单 ${order.number} 重发，原链接作废`,
      order: id,
    });
    await record(trx, me.town, { at: now, by: actorOf(me), action: 'order.link', object: order.number ?? id });
  });
  liveOf(deps).publish(me.town, { topic: 'order', id });
}
