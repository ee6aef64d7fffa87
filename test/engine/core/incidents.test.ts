import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES } from '../../../engine/core/tokens.ts';
import { MAX_OPERATIONS } from '../../../engine/core/worklist.ts';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

const started = async (name: string, variables = {}) => {
  const instance = new Instance(await assembled(name));
  instance.start(variables);
  return instance;
};

/** Goes on until the work list is empty; how often it was refilled. */
function proceed(instance: Instance): number {
  let rounds = 0;
  while (instance.state?.queue) {
    instance.do({ type: 'continue' });
    rounds++;
  }
  return rounds;
}

describe('budgets', () => {
  it('stops gateways that lead in a circle, and lets the rest of the instance live', async () => {
    const instance = await started('circle');
    expect(instance.only('incident')).toMatchObject({
      element: 'start',
      code: 'loop',
      message: 'Expected a wait on every circle but the gateways after start:start lead in one',
    });
    expect(instance.state?.status).toBe('active');
  });

  it('saves what is left over after 1,000 operations and takes nothing else until it is done', async () => {
    const instance = await started('counting', { limit: 600 });
    expect(instance.state?.queue).toHaveLength(1);
    expect(instance.events.filter(({ type }) => type === 'left').length).toBeLessThan(MAX_OPERATIONS);
    expect(instance.refused({ type: 'variables.set', variables: {} })).toEqual({
      rejected: true,
      code: 'conflict',
      message: 'Expected work left over to be finished before variables.set but it is not',
      allowed: ['continue', 'suspend', 'cancel'],
    });
    expect(proceed(instance)).toBe(1);
    expect(instance.state?.scopes[0]?.v).toEqual({ limit: 600, n: 600 });
    expect(instance.only('task').element).toBe('task');
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  }, 240_000);

  it('can be cancelled with work left over', async () => {
    const instance = await started('counting', { limit: 600 });
    instance.do({ type: 'cancel', reason: 'too long' });
    expect(instance.state).toMatchObject({ status: 'cancelled', tokens: [], scopes: [{ i: 1 }] });
    expect(instance.state).not.toHaveProperty('queue');
  }, 240_000);

  it('stops after 10,000 entered elements until a person has looked', async () => {
    const instance = new Instance(await proceduresOf('timerBoundaryEvent'));
    instance.start();
    instance.state = { ...instance.state!, entries: MAX_ENTRIES - 1 };
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
    expect(instance.state.status).toBe('completed');

    const another = new Instance(await proceduresOf('userTask.due'));
    another.start({ day: '2026-03-20' });
    another.state = { ...another.state!, entries: MAX_ENTRIES };
    another.do({ type: 'task.complete', task: another.only('task').id, user: 'li' });
    const incident = another.only('incident');
    expect(incident).toMatchObject({
      code: 'activations',
      element: 'task',
      message: 'Expected at most 10000 elements to be entered but second is one more',
    });
    another.do({ type: 'incident.resolve', incident: incident.id });
    expect(another.only('task').element).toBe('second');
    expect(another.state.entries).toBe(1);
  });

  it('holds work whose results outgrow the variables', async () => {
    const instance = new Instance(await assembled('growing'));
    instance.start({ list: Array(20_000).fill(0) });
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
    const { id, code, element } = instance.only('incident');
    expect([code, element]).toEqual(['variables', 'double']);
    instance.do({ type: 'incident.resolve', incident: id, variables: { list: [1] } });
    expect(instance.state?.scopes[0]?.v).toEqual({ list: [1] });
  });
});

describe('an operation that fails', () => {
  it('leaves nothing half done and does not stop the others', async () => {
    const instance = await started('races', { order: 'O-1', base: 1000 });
    instance.do({ type: 'task.complete', task: instance.only('task', 'right').id, user: 'li' });
    const incident = instance.only('incident');
    expect(incident).toMatchObject({ code: 'evaluation', element: 'broken' });
    expect(instance.state?.tokens.map(({ n }) => n)).toEqual(['left~on', 'broken~arrived', 'reply1~on']);
    instance.do({ type: 'message', subscription: instance.only('subscription').id });
    instance.do({ type: 'incident.resolve', incident: incident.id, variables: { base: 1 } });
    expect(instance.waits('incident')).toEqual([]);
    instance.do({ type: 'task.complete', task: instance.only('task', 'left').id, user: 'li' });
    expect(instance.state?.status).toBe('terminated');
  });

  it('is parked alone when several fail in one step', async () => {
    const instance = new Instance(await proceduresOf('parallelGateway'));
    instance.hands.clear();
    instance.start();
    expect(instance.waits('incident').map(({ element, code }) => [element, code])).toEqual([
      ['first', 'no-hands'],
      ['second', 'no-hands'],
    ]);
    instance.hands.add('mediator');
    for (const { id } of instance.waits('incident')) instance.do({ type: 'incident.resolve', incident: id });
    expect(instance.waits('task').map(({ element }) => element)).toEqual(['first', 'second']);
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  });

  it('goes with what it stood in when that is interrupted', async () => {
    const instance = new Instance(await proceduresOf('timerBoundaryEvent'));
    instance.hands.clear();
    instance.start();
    expect(instance.only('incident').element).toBe('task');
    instance.now += 86_400_000;
    instance.hands.add('mediator');
    instance.do({ type: 'timer.fire', timer: instance.only('timer').id });
    expect(instance.waits('incident')).toEqual([]);
    expect(instance.only('task').element).toBe('urge');
  });
});

describe('jobs', () => {
  it('close as cancelled when they fail and open again, with their inputs read anew, when that is resolved', async () => {
    const instance = new Instance(await proceduresOf('serviceTask.failed'));
    instance.start({ address: 'nowhere' });
    const { id: job } = instance.only('job');
    const failed = instance.do({ type: 'job.fail', job, message: 'Expected an address', left: 0 });
    const incident = instance.only('incident');
    expect(failed.effects).toEqual([
      { type: 'closed', kind: 'job', id: job, how: 'cancelled' },
      { type: 'opened', wait: incident },
    ]);
    expect(instance.refused({ type: 'job.complete', job })).toMatchObject({ code: 'conflict' });
    const resolved = instance.do({ type: 'incident.resolve', incident: incident.id, variables: { address: 'office' } });
    expect(resolved.effects).toMatchObject([
      { type: 'closed', kind: 'incident', id: incident.id, how: 'completed' },
      { type: 'opened', wait: { kind: 'job', id: job, input: { to: 'office' }, retries: 3 } },
    ]);
    expect(instance.do({ type: 'job.complete', job }).effects).toEqual([
      { type: 'closed', kind: 'job', id: job, how: 'completed' },
    ]);
  });

  it('name the code of an error that nobody catches', async () => {
    const instance = new Instance(await proceduresOf('errorBoundaryEvent.uncaught'));
    instance.start();
    const { id: job } = instance.only('job');
    const { effects } = instance.do({ type: 'job.error', job, code: 'lost' });
    expect(effects).toMatchObject([
      { type: 'closed', kind: 'job', id: job, how: 'cancelled' },
      {
        type: 'opened',
        wait: { kind: 'incident', code: 'uncaught-error', message: expect.stringContaining('“lost”') },
      },
    ]);
  });
});

it('ends a scope that only an event without its key kept open, when the key is mended', async () => {
  const instance = new Instance(await proceduresOf('eventSubProcess.non-interrupting'));
  instance.start({});
  instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
  expect(instance.state).toMatchObject({ status: 'active', tokens: [] });
  const { id: incident } = instance.only('incident');
  instance.do({ type: 'incident.resolve', incident, variables: { order: 'O-1' } });
  expect(instance.state).toMatchObject({ status: 'completed', subs: [] });
});
