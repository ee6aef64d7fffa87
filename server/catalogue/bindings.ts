import { appointment } from '../appointments/bindings/appointment.ts';
import { attendance } from '../appointments/bindings/attendance.ts';
import { move } from '../appointments/bindings/move.ts';
import { archive } from '../cases/bindings/archive.ts';
import { grading } from '../cases/bindings/grading.ts';
import { note } from '../cases/bindings/note.ts';
import { followup } from '../followups/binding.ts';
import { agreement } from '../mediation/bindings/agreement.ts';
import { record } from '../mediation/bindings/record.ts';
import { approval } from '../orders/bindings/approval.ts';
import { order } from '../orders/bindings/order.ts';
import { ruling } from '../orders/bindings/ruling.ts';
import { verification } from '../orders/bindings/verification.ts';
import { willingness } from '../parties/binding.ts';
import type { Binding } from './types.ts';

/** Every domain record that a form's field can stand for. */
export const bindings: readonly Binding[] = [
  willingness,
  grading,
  note,
  record,
  agreement,
  appointment,
  move,
  attendance,
  order,
  approval,
  ruling,
  verification,
  followup,
  archive,
];
