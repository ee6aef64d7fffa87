import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { localIso } from '../../calendar/zone.ts';
import type { Binding } from '../../catalogue/types.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { moveAppointment } from '../move.ts';

interface MoveValue {
  startsAt: string;
  endsAt: string;
  room: string;
  reason: string;
}

/** A new time for the appointment of this procedure; a reason is always given. */
export const move: Binding = {
  name: 'move',
  title: '改期',
  schema: Type.Object({
    startsAt: Type.String({ minLength: 1, maxLength: 40 }),
    endsAt: Type.String({ minLength: 1, maxLength: 40 }),
    room: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  async save({ trx, town, variables, actor, now, deps, field }, value: MoveValue) {
    if (typeof variables.appointment !== 'string')
      throw new Refusal('appointment-missing', '这一步之前没有约过时间', field);
    const by = { name: actor.name, role: actingRole(actor.roles as readonly Role[]) };
    const start = await moveAppointment(trx, deps, { town, appointment: variables.appointment, value, by, now, field });
    return { appointment: variables.appointment, startsAt: localIso(start) };
  },
};
