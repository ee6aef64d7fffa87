import { describe, expect, it } from 'vitest';
import { startSubscriptions } from '../../../engine/core/start-subscriptions.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';
import { proceduresOf } from '../elements/trace.ts';
import { NOON } from './harness.ts';

const startsOf = async (name: string) => {
  const [procedure] = await proceduresOf(name);
  return startSubscriptions(procedure!, { now: NOON, calendar: plainCalendar });
};

describe('what a procedure waits for to begin', () => {
  it.each([
    ['startEvent', []],
    ['eventSubProcess', []],
    ['messageStartEvent', [{ element: 'start', index: 0, all: false, event: 'message', name: 'order.new' }]],
    ['signalStartEvent', [{ element: 'start', index: 0, all: false, event: 'signal', name: 'storm' }]],
    ['timerStartEvent', [{ element: 'start', index: 0, all: false, event: 'timer', due: NOON + 3_600_000 }]],
    ['receiveTask.instantiate', [{ element: 'a', index: 0, all: false, event: 'message', name: 'order.signed' }]],
    [
      'multipleStartEvent',
      [
        { element: 'start', index: 0, all: false, event: 'message', name: 'order.new' },
        { element: 'start', index: 1, all: false, event: 'signal', name: 'storm' },
      ],
    ],
    [
      'eventBasedGateway.instantiate',
      [
        { element: 'signed', index: 0, all: false, event: 'message', name: 'order.signed' },
        { element: 'paid', index: 0, all: false, event: 'message', name: 'order.paid' },
      ],
    ],
  ] as const)('%s', async (name, expected) => {
    expect(await startsOf(name)).toEqual(expected);
  });

  it('gives a condition as it is', async () => {
    const [start] = await startsOf('conditionalStartEvent');
    expect(start).toMatchObject({ element: 'start', event: 'conditional', condition: { source: 'level > 3' } });
  });
});
