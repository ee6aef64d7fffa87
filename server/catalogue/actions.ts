import * as appointmentLetters from '../appointments/actions/letter.ts';
import { close as closeCase } from '../cases/actions/close.ts';
import { grade } from '../cases/actions/grade.ts';
import { generate } from '../documents/actions/generate.ts';
import { plan } from '../followups/actions/plan.ts';
import { send as sendNotice } from '../notices/actions/send.ts';
import { acceptReturn } from '../orders/actions/accept-return.ts';
import { cancel as cancelOrder } from '../orders/actions/cancel.ts';
import { close as closeOrder } from '../orders/actions/close.ts';
import { extend } from '../orders/actions/extend.ts';
import { issue } from '../orders/actions/issue.ts';
import { refuseExtension } from '../orders/actions/refuse-extension.ts';
import { refuseReturn } from '../orders/actions/refuse-return.ts';
import { remind } from '../orders/actions/remind.ts';
import { sendBack } from '../orders/actions/send-back.ts';
import type { ActionDefinition } from './types.ts';

/** Everything that a procedure can ask of the domain. A step that names another type is refused at publish. */
export const actions: readonly ActionDefinition[] = [
  grade,
  closeCase,
  sendNotice,
  generate,
  appointmentLetters.invite,
  appointmentLetters.remind,
  appointmentLetters.cancel,
  issue,
  remind,
  acceptReturn,
  refuseReturn,
  extend,
  refuseExtension,
  sendBack,
  closeOrder,
  cancelOrder,
  plan,
];
