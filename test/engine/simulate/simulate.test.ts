import { describe, expect, it } from 'vitest';
import { Rejected } from '../../../engine/model/rejection.ts';
import { plainCalendar } from '../../../engine/simulate/calendar.ts';
import { simulate } from '../../../engine/simulate/index.ts';
import { assembled } from '../core/harness.ts';
import { proceduresOf } from '../elements/trace.ts';

const now = '2026-03-02T09:00:00+08:00';

describe('jobs', () => {
  it('are answered by the handler of their type, or by the one for the rest, or wait', async () => {
    const procedures = await proceduresOf('serviceTask');
    const waiting = simulate(procedures, { now });
    waiting.start('p', { case: { id: 'A-1' } });
    expect(waiting.jobs()).toMatchObject([
      { type: 'order.issue', input: { case: 'A-1' }, headers: { channel: 'mail' } },
    ]);

    const handled = simulate(procedures, {
      now,
      jobs: { 'order.issue': ({ input }) => ({ order: `O-${input.case}` }) },
    });
    handled.start('p', { case: { id: 'A-1' } });
    expect([handled.status(), handled.value('order')]).toEqual(['completed', 'O-A-1']);

    const caught = simulate(procedures, { now, jobs: { '*': () => undefined } });
    caught.start('p', { case: { id: 'A-1' } });
    expect(caught.status()).toBe('completed');
  });

  it('throw errors and fail', async () => {
    const procedures = await proceduresOf('errorBoundaryEvent');
    const refused = simulate(procedures, {
      now,
      jobs: { 'order.issue': () => ({ error: 'refused', variables: { why: 'x' } }) },
    });
    refused.start('p');
    expect([refused.status(), refused.variables()]).toEqual(['completed', { why: 'x' }]);

    let broken = true;
    const issue = () => {
      if (broken) throw new Error('Expected a server but there is none');
    };
    const failing = simulate(procedures, { now, jobs: { 'order.issue': issue } });
    failing.start('p');
    expect(failing.incidents()).toMatchObject([{ code: 'job-failed', message: 'Expected a server but there is none' }]);
    broken = false;
    failing.resolve(failing.incidents()[0]!.id);
    expect(failing.status()).toBe('completed');
  });
});

describe('the clock', () => {
  it('fires timers in order, each at its own time', async () => {
    const simulation = simulate(await assembled('races'), { now, jobs: { '*': () => ({}) } });
    simulation.start('p', { order: 'O-1' });
    simulation.advance('PT2H');
    expect(
      simulation.trace.filter(({ type }) => type === 'timer.fired').map((event) => 'element' in event && event.element),
    ).toEqual([...['remind', 'remind', 'remind', 'late']]);
    expect(simulation.now()).toBe(Date.parse('2026-03-02T11:00:00+08:00'));
    simulation.advance('2026-03-03T09:00:00+08:00');
    expect(simulation.now()).toBe(Date.parse('2026-03-03T09:00:00+08:00'));
    for (const back of ['2026-03-01', 'soon']) expect(() => simulation.advance(back)).toThrow(Rejected);
  });
});

describe('an endless cycle', () => {
  it('stops the clock when the instance has entered too many elements', async () => {
    const simulation = simulate(await proceduresOf('timerBoundaryEvent.endless'), { now });
    simulation.start('p');
    expect(() => simulation.advance('P10Y')).toThrow('entered too many elements on the way');
    expect(simulation.incidents()).toMatchObject([{ code: 'activations', element: 'task' }]);
  });
});

describe('whatever cannot be done', () => {
  it('is refused with what can', async () => {
    const simulation = simulate(await proceduresOf('userTask'), { now });
    expect(() => simulation.state()).toThrow('Expected an instance but it has not started');
    expect(() => simulation.start('q')).toThrow('Expected process q to be deployed');
    simulation.start('p');
    expect(() => simulation.complete('elsewhere')).toThrow(
      expect.objectContaining({ code: 'not-found', allowed: ['task'] }),
    );
    expect(() => simulation.complete(99)).toThrow(Rejected);
    expect(() => simulation.fail('task', {})).toThrow('Expected an open job at task');
    expect(() => simulation.message('reply', 'x')).toThrow('Expected something to wait for message reply');
    expect(() => simulation.signal('alarm')).toThrow(Rejected);
    expect(() => simulation.resolve(1)).toThrow(Rejected);
    simulation.set({ note: 1 });
    expect([simulation.value('note'), simulation.value('toString')]).toEqual([1, undefined]);
    simulation.claim('task', 'li');
    simulation.complete('task');
    expect(simulation.trace.at(-1)).toEqual({ type: 'instance.completed' });
    expect(() => simulation.cancel('late')).toThrow('Expected an active instance');
  });

  it('goes on by itself past the budget of a step', async () => {
    const simulation = simulate(await assembled('counting'), { now });
    simulation.start('p', { limit: 400 });
    expect(simulation.tasks()).toHaveLength(1);
    expect(simulation.value('n')).toBe(400);
  });
});

describe('an administrator', () => {
  it('may do in it what may be done to any instance, and begin with an older version', async () => {
    const procedures = [
      ...(await proceduresOf('timerBoundaryEvent')),
      ...(await proceduresOf('timerBoundaryEvent', 2)),
    ];
    const simulation = simulate(procedures, { now });
    simulation.start('p@1');
    simulation.execute({ type: 'suspend', reason: '核实' });
    simulation.advance('P2D');
    expect([simulation.timers(), simulation.tasks()]).toMatchObject([[], [{ element: 'task', suspended: true }]]);
    const elements = Object.fromEntries(Object.keys(procedures[0]!.nodes).map((id) => [id, id]));
    simulation.execute({ type: 'migrate', plan: { from: 'p@1', to: 'p@2', elements }, reason: '新规' });
    simulation.execute({ type: 'resume' });
    simulation.advance('PT0S');
    expect(simulation.tasks()).toMatchObject([{ element: 'urge', procedure: 'p@2' }]);
  });

  it('who suspends an instance with work left over stops that too', async () => {
    const simulation = simulate(await assembled('circle'), { now });
    simulation.start('p');
    simulation.execute({ type: 'suspend', reason: '核实' });
    simulation.execute({
      type: 'modify',
      reason: '核实',
      changes: [{ do: 'add', scope: 1, element: Object.keys((await assembled('circle'))[0]!.nodes)[0]! }],
    });
    expect(simulation.state().queue).toHaveLength(1);
    simulation.cancel('误登');
    expect(simulation.status()).toBe('cancelled');
  });
});

describe('the plain calendar', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const text = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);

  it('counts Monday to Friday until the close of business', () => {
    expect(text(plainCalendar.workdays(at('2026-03-06T23:00:00'), 1))).toBe('2026-03-09T17:30');
    expect(text(plainCalendar.workdays(at('2026-03-07T10:00:00'), 0))).toBe('2026-03-09T17:30');
    expect(text(plainCalendar.workdays(at('2026-03-02T00:00:00'), 5))).toBe('2026-03-09T17:30');
    expect(text(plainCalendar.calendarDays(at('2026-03-02T09:00:00'), 5))).toBe('2026-03-09T17:30');
    expect(() => plainCalendar.workdays(0, -1)).toThrow(RangeError);
  });

  it('counts hours inside business hours', () => {
    expect(text(plainCalendar.workhours(at('2026-03-02T09:00:00'), 2))).toBe('2026-03-02T11:00');
    expect(text(plainCalendar.workhours(at('2026-03-02T16:30:00'), 2))).toBe('2026-03-03T09:30');
    expect(text(plainCalendar.workhours(at('2026-03-06T20:00:00'), 1))).toBe('2026-03-09T09:30');
    expect(text(plainCalendar.workhours(at('2026-03-07T10:00:00'), 9))).toBe('2026-03-09T17:30');
    expect(plainCalendar.isWorkday(at('2026-03-07T10:00:00'))).toBe(false);
    expect(plainCalendar.provisional(0, 1)).toBe(false);
  });
});
