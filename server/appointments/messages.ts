import type { MessageDefinition } from '../catalogue/types.ts';

export const appointmentMessages: readonly MessageDefinition[] = [
  { name: 'appointment.moved', title: '约定的时间改了', key: '=appointment' },
];
