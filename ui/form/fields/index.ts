import type { RegistryFieldsType } from '@rjsf/utils';
import { AppointmentSlot } from './AppointmentSlot.tsx';
import { Willingness } from './Willingness.tsx';

/** What a form may name as `ui:field`: values that are objects of the domain. */
export const fields: RegistryFieldsType = { willingness: Willingness, appointmentSlot: AppointmentSlot };
