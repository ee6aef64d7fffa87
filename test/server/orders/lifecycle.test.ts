import { expect, test } from 'vitest';
import {
  eventsOf,
  firstStatus,
  nextStatus,
  type OrderEvent,
  type OrderStatus,
} from '../../../server/orders/lifecycle.ts';
import { Problem } from '../../../server/platform/problem.ts';

const table: Record<OrderStatus, Partial<Record<OrderEvent['type'], OrderStatus>>> = {
  drafting: { submit: 'approving', cancel: 'cancelled' },
  approving: { submit: 'approving', approve: 'approving', refuse: 'refused', issue: 'issued', cancel: 'cancelled' },
  refused: { submit: 'approving', cancel: 'cancelled' },
  issued: { sign: 'signed', return: 'returning', cancel: 'cancelled' },
  signed: {
    report: 'reported',
    return: 'returning',
    extend: 'signed',
    'extension-ruled': 'signed',
    cancel: 'cancelled',
  },
  returning: { 'accept-return': 'returned', 'refuse-return': 'issued', cancel: 'cancelled' },
  returned: { submit: 'approving', cancel: 'cancelled' },
  reported: { reject: 'signed', verify: 'verified', 'extension-ruled': 'reported', cancel: 'cancelled' },
  verified: {},
  cancelled: {},
};
const events = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))] as OrderEvent['type'][];

test.each(Object.keys(table) as OrderStatus[])('%s takes exactly its own events', (status) => {
  const takes = Object.fromEntries(
    events.flatMap((type) => {
      try {
        return [[type, nextStatus(status, { type, to: 'issued' } as OrderEvent)]];
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        expect(error).toMatchObject({
          status: 409,
          code: 'order-state',
          params: { status, event: type, allowed: eventsOf(status) },
        });
        return [];
      }
    }),
  );
  expect(takes).toEqual(table[status]);
});

test('an order begins as a draft; a refused return puts it back where it stood', () => {
  expect(firstStatus).toBe('drafting');
  expect(nextStatus('returning', { type: 'refuse-return', to: 'signed' })).toBe('signed');
});
