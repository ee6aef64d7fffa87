import { createMachine, initialTransition, transition } from 'xstate';
import { Problem } from '../platform/problem.ts';

export type OrderKind = 'on_site' | 'guidance';
export type OrderStatus =
  | 'drafting'
  | 'approving'
  | 'refused'
  | 'issued'
  | 'signed'
  | 'returning'
  | 'returned'
  | 'reported'
  | 'verified'
  | 'cancelled';

export type OrderEvent =
  | { readonly type: 'submit' | 'approve' | 'refuse' | 'issue' | 'sign' | 'return' | 'accept-return' }
  /** A refused return puts the order back to where the department asked for it. */
  | { readonly type: 'refuse-return'; readonly to: 'issued' | 'signed' }
  | { readonly type: 'extend' | 'extension-ruled' | 'report' | 'reject' | 'verify' | 'cancel' };

const withdrawable = { cancel: 'cancelled' };

/**
 * The life of a dispatch order. `approve` and the two events of an extension leave it where it stands: an approved order
 * waits for its number, a signed one is worked on while its extension is ruled on.
 */
export const orderMachine = createMachine({
  types: {} as { events: OrderEvent },
  initial: 'drafting',
  states: {
    drafting: { on: { submit: 'approving', ...withdrawable } },
    approving: {
      on: { submit: 'approving', approve: 'approving', refuse: 'refused', issue: 'issued', ...withdrawable },
    },
    refused: { on: { submit: 'approving', ...withdrawable } },
    issued: { on: { sign: 'signed', return: 'returning', ...withdrawable } },
    signed: {
      on: { report: 'reported', return: 'returning', extend: 'signed', 'extension-ruled': 'signed', ...withdrawable },
    },
    returning: {
      on: {
        'accept-return': 'returned',
        'refuse-return': [{ guard: ({ event }) => event.to === 'signed', target: 'signed' }, { target: 'issued' }],
        ...withdrawable,
      },
    },
    returned: { on: { submit: 'approving', ...withdrawable } },
    reported: { on: { reject: 'signed', verify: 'verified', 'extension-ruled': 'reported', ...withdrawable } },
    verified: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

/** The status in which an order begins. */
export const firstStatus = initialTransition(orderMachine)[0].value as OrderStatus;

/** The events that an order in this status takes. */
export function eventsOf(status: OrderStatus): OrderEvent['type'][] {
  return (orderMachine.states[status]?.ownEvents ?? []) as OrderEvent['type'][];
}

/** The status after the event. Throws a 409 with the events that this status takes when it is not one of them. */
export function nextStatus(status: OrderStatus, event: OrderEvent): OrderStatus {
  const allowed = eventsOf(status);
  if (!allowed.includes(event.type)) {
    throw new Problem(409, 'order-state', `这张交办单${statusText[status]}，不能${eventText[event.type]}`, {
      params: { status, event: event.type, allowed },
    });
  }
  const snapshot = orderMachine.resolveState({ value: status });
  return transition(orderMachine, snapshot, event)[0].value as OrderStatus;
}

/** An order in one of these is closed: its links stop working. */
export const isClosed = (status: OrderStatus) => status === 'verified' || status === 'cancelled';

export const statusText: Record<OrderStatus, string> = {
  drafting: '还在填写',
  approving: '在等审批',
  refused: '未获批准',
  issued: '已发出，在等签收',
  signed: '已签收，正在办理',
  returning: '已申请退单，在等裁定',
  returned: '已准予退单',
  reported: '已反馈，在等核对',
  verified: '已核对办结',
  cancelled: '已撤销',
};

export const eventText: Record<OrderEvent['type'], string> = {
  submit: '送审',
  approve: '批准',
  refuse: '不予批准',
  issue: '发出',
  sign: '签收',
  return: '申请退单',
  'accept-return': '准予退单',
  'refuse-return': '驳回退单',
  extend: '申请延期',
  'extension-ruled': '裁定延期',
  report: '反馈结果',
  reject: '退回补办',
  verify: '核对办结',
  cancel: '撤销',
};
