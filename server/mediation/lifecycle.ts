import { createMachine, transition } from 'xstate';
import { Problem } from '../platform/problem.ts';

export type AgreementStatus = 'drafted' | 'signed' | 'effective' | 'performed' | 'breached';
export type AgreementEvent = { readonly type: 'sign' | 'stamp' | 'reach' | 'perform' | 'breach' };

/**
 * The life of a mediation agreement. A written one takes effect when every party and the mediator have signed and the
 * committee has put its seal (人民调解法 29); an oral one when it is reached (30).
 */
export const agreementMachine = createMachine({
  types: {} as { events: AgreementEvent },
  initial: 'drafted',
  states: {
    drafted: { on: { sign: 'signed', reach: 'effective' } },
    signed: { on: { stamp: 'effective' } },
    effective: { on: { perform: 'performed', breach: 'breached' } },
    breached: { on: { perform: 'performed' } },
    performed: { type: 'final' },
  },
});

/** The status after the event; throws a 409 with the events that this status takes. */
export function nextStatus(status: AgreementStatus, event: AgreementEvent['type']): AgreementStatus {
  const allowed = (agreementMachine.states[status]?.ownEvents ?? []) as string[];
  if (!allowed.includes(event)) {
    throw new Problem(409, 'agreement-state', `这份协议${statusText[status]}，不能再办这一步`, {
      params: { status, event, allowed },
    });
  }
  return transition(agreementMachine, agreementMachine.resolveState({ value: status }), { type: event })[0]
    .value as AgreementStatus;
}

export const statusText: Record<AgreementStatus, string> = {
  drafted: '尚未签名',
  signed: '已签名，尚未盖章',
  effective: '已生效',
  performed: '已履行',
  breached: '未按期履行',
};
