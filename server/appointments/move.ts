import { addEvent } from '../cases/timeline.ts';
import type { Database, Trx } from '../db/schema.ts';
import { letterMoment } from '../orders/words.ts';
import type { Base } from '../platform/deps.ts';
import { nextStatus } from './lifecycle.ts';
import { lockAppointment, updateAppointment } from './queries.ts';
import { sealAppointment } from './sealed.ts';
import { checkedSlot, orRoomTaken } from './times.ts';

export interface Move {
  readonly town: number;
  readonly appointment: string;
  readonly value: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly room: string;
    readonly reason: string;
  };
  readonly by: { readonly name: string; readonly role: string | null };
  readonly now: Date;
  /** Path of the form's field, for refusals. */
  readonly field: string;
}

/** Gives an appointment a new time, with the reason; answers when it begins. The letters are the next step's. */
export async function moveAppointment(
  trx: Trx,
  deps: Base<Database>,
  { town, appointment, value, by, now, field }: Move,
): Promise<Date> {
  const before = await lockAppointment(trx, town, appointment);
  const status = nextStatus(before.status, 'move');
  const slot = await checkedSlot(trx, deps, town, value, { field, now, except: appointment });
  const write = updateAppointment(trx, town, appointment, {
    status,
    starts_at: slot.start,
    ends_at: slot.end,
    room: slot.room,
    sequence: before.sequence + 1,
    moved_reason_enc: sealAppointment(deps, appointment, 'moved_reason', value.reason),
  });
  await orRoomTaken(field, write);
  await addEvent(trx, deps, town, {
    case: before.case_id,
    at: now,
    kind: 'person',
    who: by,
    text: `调解改到${letterMoment(slot.start)}，${slot.room}`,
    detail: value.reason,
  });
  return slot.start;
}
