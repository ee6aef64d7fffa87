import { Type } from 'typebox';
import { Refusal } from '../../../engine/model/door.ts';
import { localIso } from '../../calendar/zone.ts';
import { addEvent } from '../../cases/timeline.ts';
import type { Binding } from '../../catalogue/types.ts';
import { departmentsById } from '../../departments/queries.ts';
import type { Role } from '../../identity/contract.ts';
import { actingRole } from '../../identity/guard.ts';
import { letterMoment } from '../../orders/words.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { insertAppointment } from '../queries.ts';
import { sealAppointment } from '../sealed.ts';
import { checkedSlot, orRoomTaken } from '../times.ts';

const Appointment = Type.Object({
  startsAt: Type.String({ minLength: 1, maxLength: 40 }),
  endsAt: Type.String({ minLength: 1, maxLength: 40 }),
  room: Type.String({ minLength: 1, maxLength: 60 }),
  departments: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
  persons: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 }),
  note: Type.Optional(Type.String({ maxLength: 500 })),
});

interface AppointmentValue {
  startsAt: string;
  endsAt: string;
  room: string;
  departments: string[];
  persons: string[];
  note?: string;
}

/** A mediation by appointment: time, place, departments and persons are all required (预约调解). */
export const appointment: Binding = {
  name: 'appointment',
  title: '调解预约',
  schema: Appointment,
  async save(context, value: AppointmentValue) {
    const { trx, town, actor, now, deps, field } = context;
    const id = uuidv7(now);
    if (value.departments.length === 0)
      throw new Refusal('appointment-departments', '至少选一个参与部门', `${field}/departments`);
    if (value.persons.length === 0) throw new Refusal('appointment-persons', '至少写一位参与人员', `${field}/persons`);
    const known = await departmentsById(trx, town, value.departments);
    if (value.departments.some((one) => !known.has(one)))
      throw new Refusal('department-unknown', '请选择通讯录里的部门', `${field}/departments`);
    const slot = await checkedSlot(trx, deps, town, value, { field, now, except: id });
    const write = insertAppointment(trx, {
      town_id: town,
      appointment_id: id,
      case_id: context.case,
      instance_id: context.instance,
      procedure_key: context.task.procedure,
      starts_at: slot.start,
      ends_at: slot.end,
      room: slot.room,
      departments: [...new Set(value.departments)],
      persons_enc: sealAppointment(deps, id, 'persons', JSON.stringify(value.persons)),
      note_enc: value.note ? sealAppointment(deps, id, 'note', value.note) : null,
      status: 'planned',
      sequence: 0,
      no_shows: 0,
      created_by: actor.id,
      created_at: now,
    });
    await orRoomTaken(field, write);
    await addEvent(trx, deps, town, {
      case: context.case,
      at: now,
      kind: 'person',
      who: { name: actor.name, role: actingRole(actor.roles as readonly Role[]) },
      text: `约定${letterMoment(slot.start)}在${slot.room}调解`,
    });
    return { appointment: id, startsAt: localIso(slot.start) };
  },
};
