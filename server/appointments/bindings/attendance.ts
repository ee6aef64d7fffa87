import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { nextStatus } from '../lifecycle.ts';
import { lockAppointment, updateAppointment } from '../queries.ts';

/** Whether everybody came at the appointed time; a second no-show ends the attempt. */
export const attendance: Binding = {
  name: 'attendance',
  title: '到场登记',
  schema: Type.Object({
    held: Type.Boolean(),
    absent: Type.Optional(Type.String({ maxLength: 200 })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  async save(
    { trx, town, variables, actor, now, deps, field },
    { held, absent, note }: { held: boolean; absent?: string; note?: string },
  ) {
    if (typeof variables.appointment !== 'string')
      throw new Refusal('appointment-missing', '这一步之前没有约过时间', field);
    const before = await lockAppointment(trx, town, variables.appointment);
    const noShows = before.no_shows + (held ? 0 : 1);
    await updateAppointment(trx, town, before.appointment_id, {
      status: nextStatus(before.status, held ? 'hold' : 'miss'),
      no_shows: noShows,
    });
    await addEvent(trx, deps, town, {
      case: before.case_id,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: held ? '各方到场，调解如期进行' : `有人未到场（第 ${noShows} 次）`,
      detail: [absent, note].filter(Boolean).join('；') || null,
    });
    return { held, noShows };
  },
};
