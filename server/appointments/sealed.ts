import { cipherOf } from '../parties/cipher.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { AppointmentRow } from './queries.ts';

interface WithSecrets {
  readonly secrets: Secrets;
}
type Field = 'persons' | 'note' | 'moved_reason';

export const sealAppointment = (deps: WithSecrets, id: string, field: Field, text: string): Buffer =>
  cipherOf(deps).seal(text, { field: `appointment.${field}`, row: id });

const open = (deps: WithSecrets, id: string, field: Field, sealed: Buffer) =>
  cipherOf(deps).open(sealed, { field: `appointment.${field}`, row: id });

/** What of an appointment is sealed, opened. */
export function openAppointment(deps: WithSecrets, row: AppointmentRow) {
  return {
    persons: JSON.parse(open(deps, row.appointment_id, 'persons', row.persons_enc)) as string[],
    note: row.note_enc && open(deps, row.appointment_id, 'note', row.note_enc),
    movedReason: row.moved_reason_enc && open(deps, row.appointment_id, 'moved_reason', row.moved_reason_enc),
  };
}
