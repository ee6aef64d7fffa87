import { createMachine, transition } from 'xstate';
import { Problem } from '../platform/problem.ts';

export type AppointmentStatus = 'planned' | 'held' | 'no-show' | 'cancelled';
export type AppointmentEvent = { readonly type: 'move' | 'hold' | 'miss' | 'cancel' };

/**
 * The life of an appointment. A move keeps the appointment (and its calendar entry) and gives it a new time; after a
 * no-show it stands again.
 */
export const appointmentMachine = createMachine({
  types: {} as { events: AppointmentEvent },
  initial: 'planned',
  states: {
    planned: { on: { move: 'planned', hold: 'held', miss: 'no-show', cancel: 'cancelled' } },
    'no-show': { on: { move: 'planned', cancel: 'cancelled' } },
    held: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

/** The status after the event; throws a 409 with the events that this status takes. */
export function nextStatus(status: AppointmentStatus, event: AppointmentEvent['type']): AppointmentStatus {
  const allowed = (appointmentMachine.states[status]?.ownEvents ?? []) as string[];
  if (!allowed.includes(event)) {
    throw new Problem(409, 'appointment-state', `这次预约${statusText[status]}，不能再改`, {
      params: { status, event, allowed },
    });
  }
  return transition(appointmentMachine, appointmentMachine.resolveState({ value: status }), { type: event })[0]
    .value as AppointmentStatus;
}

export const statusText: Record<AppointmentStatus, string> = {
  planned: '已约定',
  held: '已如期进行',
  'no-show': '有人未到场',
  cancelled: '已取消',
};
