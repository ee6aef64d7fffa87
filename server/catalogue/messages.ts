import { appointmentMessages } from '../appointments/messages.ts';
import { citizenWithdrew } from '../cases/messages.ts';
import { orderMessages } from '../orders/messages.ts';
import type { MessageDefinition } from './types.ts';

/** Everything that can happen outside a task. A procedure that waits for another message is refused at publish. */
export const messages: readonly MessageDefinition[] = [citizenWithdrew, ...appointmentMessages, ...orderMessages];
