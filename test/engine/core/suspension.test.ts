import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

describe('an instance is suspended', () => {
  it('between two pieces of work that a budget stopped, and goes on with them when it is resumed', async () => {
    const instance = new Instance(await assembled('counting'));
    expect(instance.start({ limit: 600 }).effects).toContainEqual({ type: 'continue' });
    expect(instance.do({ type: 'suspend', reason: '核实' }).effects).toEqual([]);
    expect(instance.refused({ type: 'continue' })).toEqual({
      rejected: true,
      code: 'conflict',
      message: 'Expected an instance that is not suspended for continue but it is suspended',
      allowed: ['variables.set', 'resume', 'modify', 'migrate', 'cancel'],
    });
    const left = instance.state!.queue;
    instance.do({ type: 'variables.set', variables: { limit: 601 } });
    expect(instance.state!.queue).toEqual(left);
    instance.do({ type: 'resume' });
    while (instance.state?.queue) instance.do({ type: 'continue' });
    expect(instance.state?.scopes[0]?.v).toEqual({ limit: 601, n: 601 });
    expect(instance.only('task').element).toBe('task');
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  }, 240_000);

  it('withdraws its jobs and timers, shows its tasks as suspended, and opens all of it again as it was', async () => {
    const instance = new Instance(await proceduresOf('timerBoundaryEvent'));
    instance.start();
    const [task, timer] = [instance.only('task'), instance.only('timer')];
    expect(instance.do({ type: 'suspend', reason: '核实' }).effects).toEqual([
      { type: 'closed', kind: 'timer', id: timer.id, how: 'cancelled' },
      { type: 'changed', wait: { ...task, suspended: true } },
    ]);
    expect(instance.state).toMatchObject({ z: true });
    instance.now += 7 * 86_400_000;
    expect(instance.do({ type: 'resume' }).effects).toEqual([
      { type: 'changed', wait: task },
      { type: 'opened', wait: timer },
    ]);
    expect(instance.state).not.toHaveProperty('z');
    expect(instance.do({ type: 'timer.fire', timer: timer.id }).events[0]).toEqual({
      type: 'timer.fired',
      element: 'late',
    });
  });

  it('takes no work from anybody', async () => {
    const instance = new Instance(await proceduresOf('signalCatchEvent'));
    instance.start({ order: 'O-1' });
    instance.do({ type: 'suspend', reason: '核实' });
    const refused = [
      { type: 'signal', name: 'storm' },
      { type: 'task.complete', task: 1, user: 'li' },
      { type: 'job.complete', job: 1 },
      { type: 'timer.fire', timer: 1 },
      { type: 'incident.resolve', incident: 1 },
      { type: 'activate', scope: 1, element: 'a' },
      { type: 'suspend', reason: '再次' },
    ] as const;
    for (const command of refused) expect(instance.refused(command).code, command.type).toBe('conflict');
    instance.do({ type: 'cancel', reason: '误登' });
    expect(instance.state).not.toHaveProperty('z');
  });
});
