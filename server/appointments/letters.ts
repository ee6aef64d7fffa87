import { localTime } from '../calendar/zone.ts';
import type { Database, Trx } from '../db/schema.ts';
import { departmentsById } from '../departments/queries.ts';
import { composeLetter } from '../mail/compose.ts';
import { enqueue } from '../mail/outbox.ts';
import { caseHead } from '../orders/case.queries.ts';
import { letterMoment } from '../orders/words.ts';
import type { Base } from '../platform/deps.ts';
import { versionFiles } from '../procedures/queries.ts';
import { findTown } from '../towns/queries.ts';
import { calendarFile } from './calendar-file.ts';
import type { AppointmentRow } from './queries.ts';
import { openAppointment } from './sealed.ts';
import { appointmentTitle } from './title.ts';

export type AppointmentLetter = 'invitation' | 'reminder' | 'moved' | 'cancelled';

export interface AppointmentSend {
  readonly town: number;
  readonly appointment: AppointmentRow;
  readonly letter: AppointmentLetter;
  readonly cause: string;
  readonly now: Date;
}

/** Writes to every department of an appointment, each a letter of its own, with the calendar file where times change. */
export async function sendAppointmentLetter(trx: Trx, deps: Base<Database>, send: AppointmentSend): Promise<void> {
  const { town: townId, appointment, letter, cause, now } = send;
  const [town, departments, head, files] = await Promise.all([
    findTown(deps.database, townId),
    departmentsById(trx, townId, appointment.departments),
    caseHead(trx, townId, appointment.case_id),
    versionFiles(trx, townId, appointment.procedure_key),
  ]);
  const { persons, movedReason } = openAppointment(deps, appointment);
  const title = appointmentTitle(head?.type ?? '');
  const shorts = appointment.departments.map((id) => departments.get(id)?.short ?? id);
  for (const department of departments.values()) {
    const to = { name: department.contact || department.short, address: department.email };
    const context = {
      recipient: department.short,
      title,
      caseNumber: head?.number ?? '',
      when: letterMoment(appointment.starts_at),
      until: localTime(appointment.ends_at),
      room: appointment.room,
      address: town?.address ?? '',
      departments: shorts.join('、'),
      persons: persons.join('、'),
      centre: town?.centre ?? '',
      centrePhone: town?.dutyPhone ?? '',
      movedReason: movedReason ?? '',
    };
    const calendar =
      letter === 'reminder'
        ? undefined
        : calendarFile({
            uid: `${appointment.appointment_id}@onedoor`,
            sequence: appointment.sequence,
            start: appointment.starts_at,
            end: appointment.ends_at,
            summary: `${title}（${head?.number ?? ''}）`,
            location: [town?.address, appointment.room].filter(Boolean).join(' '),
            organizer: { name: town?.centre ?? '', address: 'onedoor@onedoor.invalid' },
            attendee: to,
            stamp: now,
            cancelled: letter === 'cancelled',
          });
    await enqueue(
      trx,
      deps,
      townId,
      {
        ...composeLetter(files, letter, context),
        cause,
        to,
        kind: letter,
        case: appointment.case_id,
        appointment: appointment.appointment_id,
        ...(calendar ? { calendar } : {}),
      },
      now,
    );
  }
}
