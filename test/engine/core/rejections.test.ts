import { describe, expect, it } from 'vitest';
import type { Command } from '../../../engine/model/command.ts';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

const task = async () => {
  const instance = new Instance(await proceduresOf('userTask'));
  instance.start();
  return { instance, id: instance.only('task').id };
};

const WHOLE_INSTANCE = ['variables.set', 'suspend', 'modify', 'migrate', 'cancel'];
const TASK = [
  'task.claim',
  'task.release',
  'task.transfer',
  'task.delegate',
  'task.return',
  'task.complete',
  ...WHOLE_INSTANCE,
];

describe('before the start and after the end', () => {
  const commands: Command[] = [
    { type: 'task.claim', task: 1, user: 'li' },
    { type: 'job.complete', job: 1 },
    { type: 'timer.fire', timer: 1 },
    { type: 'message', subscription: 1 },
    { type: 'signal', name: 'alarm' },
    { type: 'variables.set', variables: {} },
    { type: 'incident.resolve', incident: 1 },
    { type: 'cancel', reason: '' },
    { type: 'continue' },
  ];

  it.each(commands)('$type is not for an instance that has not started', async (command) => {
    const instance = new Instance(await proceduresOf('userTask'));
    expect(instance.refused(command)).toEqual({
      rejected: true,
      code: 'not-found',
      message: `Expected an instance for ${command.type} but it has not started`,
      allowed: ['start'],
    });
  });

  it.each(commands)('$type is not for an instance that has ended', async (command) => {
    const { instance, id } = await task();
    instance.do({ type: 'task.complete', task: id, user: 'li' });
    expect(instance.refused(command)).toEqual({
      rejected: true,
      code: 'conflict',
      message: `Expected an active instance for ${command.type} but it is completed`,
      allowed: [],
    });
  });

  it('starts once', async () => {
    const { instance } = await task();
    expect(instance.refused({ type: 'start', procedure: 'p@1' })).toMatchObject({ code: 'conflict', allowed: TASK });
  });

  it('starts what is deployed, where it can start', async () => {
    const instance = new Instance(await proceduresOf('userTask'));
    expect(instance.refused({ type: 'start', procedure: 'p@2' })).toMatchObject({
      code: 'not-found',
      message: 'Expected procedure p@2 to be deployed but it is not',
    });
    expect(instance.refused({ type: 'start', procedure: 'p@1', event: 'task' })).toMatchObject({
      code: 'invalid',
      message: 'Expected task to be a start event of p@1 but its starts are start',
    });
    instance.do({ type: 'start', procedure: 'p@1', event: 'start' });
    expect(instance.only('task').element).toBe('task');
  });

  it('does not know other commands', async () => {
    const { instance } = await task();
    for (const type of ['task.explode', 'toString', '__proto__'])
      expect(instance.refused({ type } as unknown as Command)).toMatchObject({ code: 'invalid' });
  });
});

describe('tasks', () => {
  it('are claimed by one person at a time', async () => {
    const { instance, id } = await task();
    expect(instance.refused({ type: 'task.release', task: id, user: 'li' })).toEqual({
      rejected: true,
      code: 'conflict',
      message: `Expected task ${id} to be claimed but nobody has it`,
      allowed: ['task.claim', 'task.transfer', 'task.return', 'task.complete'],
    });
    expect(instance.do({ type: 'task.claim', task: id, user: 'li' }).effects).toMatchObject([
      { type: 'changed', wait: { kind: 'task', id, assignee: 'li' } },
    ]);
    expect(instance.refused({ type: 'task.claim', task: id, user: 'wang' })).toEqual({
      rejected: true,
      code: 'conflict',
      message: `Expected task ${id} to be unclaimed but li has it`,
      allowed: ['task.release', 'task.transfer', 'task.delegate', 'task.return', 'task.complete'],
    });
    expect(instance.refused({ type: 'task.release', task: id, user: 'wang' })).toMatchObject({ code: 'forbidden' });
    expect(instance.refused({ type: 'task.complete', task: id, user: 'wang' })).toMatchObject({ code: 'forbidden' });
    instance.do({ type: 'task.release', task: id, user: 'li' });
    expect(instance.only('task').assignee).toBeUndefined();
    instance.do({ type: 'task.complete', task: id, user: 'wang' });
    expect(instance.events.map(({ type }) => type)).toEqual([
      ...['instance.started', 'entered', 'flow', 'entered', 'task.claimed', 'task.released', 'task.completed'],
      ...['left', 'flow', 'entered', 'instance.completed'],
    ]);
  });

  it('are handed on with a reason', async () => {
    const { instance, id } = await task();
    const { events, effects } = instance.do({ type: 'task.transfer', task: id, user: 'wang', reason: 'leave' });
    expect(events).toEqual([{ type: 'task.transferred', element: 'task', task: id, user: 'wang', reason: 'leave' }]);
    expect(effects).toMatchObject([{ type: 'changed', wait: { assignee: 'wang' } }]);
    expect(instance.refused({ type: 'task.transfer', task: id, user: 'wang' })).toMatchObject({ code: 'conflict' });
  });

  it('keep away whom they exclude', async () => {
    const instance = new Instance(await proceduresOf('userTask.assignment'));
    instance.start({ role: 'mediator', handler: ['li', 'wang'] });
    const { id } = instance.only('task');
    for (const type of ['task.claim', 'task.transfer', 'task.complete'] as const)
      expect(instance.refused({ type, task: id, user: 'wang' })).toEqual({
        rejected: true,
        code: 'forbidden',
        message: `Expected task ${id} to go to somebody else but wang is excluded from it`,
        allowed: [],
      });
    instance.do({ type: 'task.claim', task: id, user: 'zhao' });
  });

  it('named to one person cannot be released to nobody', async () => {
    const instance = new Instance(await proceduresOf('userTask.named'));
    instance.start({ who: 'zhao' });
    const { id } = instance.only('task');
    expect(instance.refused({ type: 'task.release', task: id, user: 'zhao' })).toMatchObject({
      code: 'conflict',
      allowed: ['task.transfer', 'task.delegate', 'task.return', 'task.complete'],
    });
  });

  it('are told apart from what does not exist and from what is no task', async () => {
    const { instance } = await task();
    expect(instance.refused({ type: 'task.complete', task: 99, user: 'li' })).toEqual({
      rejected: true,
      code: 'not-found',
      message: 'Expected task 99 to be open but there is none',
      allowed: TASK,
    });
    const job = new Instance(await proceduresOf('serviceTask'));
    job.start({ case: { id: 'A-1' } });
    const { id } = job.only('job');
    expect(job.refused({ type: 'task.complete', task: id, user: 'li' })).toEqual({
      rejected: true,
      code: 'conflict',
      message: `Expected ${id} to be an open task but it is send at send~on`,
      allowed: ['job.complete', 'job.fail', 'job.error', ...WHOLE_INSTANCE],
    });
  });
});

describe('jobs, timers, messages, signals, incidents, variables', () => {
  it('do not take what is not theirs', async () => {
    const instance = new Instance(await assembled('races'));
    instance.start({ order: 'O-1' });
    const [timer, subscription] = [instance.only('timer', 'late').id, instance.only('subscription').id];
    expect(instance.refused({ type: 'job.complete', job: 99 })).toMatchObject({ code: 'not-found' });
    expect(instance.refused({ type: 'job.error', job: instance.only('task', 'left').id, code: 'x' })).toMatchObject({
      code: 'conflict',
    });
    expect(instance.refused({ type: 'timer.fire', timer: subscription })).toEqual({
      rejected: true,
      code: 'conflict',
      message: `Expected ${subscription} to wait for a timer but it waits for a message`,
      allowed: [...TASK.slice(0, 6), 'timer.fire', 'message', 'signal', ...WHOLE_INSTANCE],
    });
    expect(instance.refused({ type: 'timer.fire', timer })).toMatchObject({
      code: 'conflict',
      message: `Expected timer ${timer} to be due but it is due at 2026-03-02T05:00:00.000Z`,
    });
    expect(instance.refused({ type: 'message', subscription: 99 })).toMatchObject({ code: 'not-found' });
    expect(instance.refused({ type: 'signal', name: 'alarm' })).toMatchObject({
      code: 'not-found',
      message: 'Expected something to wait for signal alarm but nothing does',
    });
    expect(instance.refused({ type: 'incident.resolve', incident: 99 })).toMatchObject({ code: 'not-found' });
    expect(instance.refused({ type: 'variables.set', variables: {}, scope: 99 })).toMatchObject({ code: 'not-found' });
    expect(instance.refused({ type: 'continue' })).toMatchObject({ code: 'conflict' });
  });

  it('fails a job only with a count of attempts', async () => {
    const instance = new Instance(await proceduresOf('sendTask'));
    instance.start();
    const { id: job } = instance.only('job');
    for (const left of [-1, 1.5, Number.NaN])
      expect(instance.refused({ type: 'job.fail', job, message: '', left })).toMatchObject({ code: 'invalid' });
    expect(instance.do({ type: 'job.fail', job, message: 'Expected a server', left: 2 })).toMatchObject({
      events: [{ type: 'job.failed', element: 'mail', job, message: 'Expected a server', left: 2 }],
      effects: [],
    });
  });

  it.each([
    ['a number that is not finite', { n: Number.POSITIVE_INFINITY }],
    ['a function', { n: () => 1 }],
    ['half a surrogate pair', { n: '\ud800' }],
    ['NUL', { n: { deep: ['\0'] } }],
    ['a prototype', JSON.parse('{"n":{"__proto__":1}}')],
  ])('take no variables with %s', async (_, variables) => {
    const { instance, id } = await task();
    expect(instance.refused({ type: 'task.complete', task: id, user: 'li', variables })).toMatchObject({
      code: 'invalid',
    });
  });

  it('take no more variables than the budget', async () => {
    const { instance } = await task();
    const big = 'x'.repeat(64 * 1024 - 2);
    expect(instance.refused({ type: 'variables.set', variables: { big: `${big}x` } })).toEqual({
      rejected: true,
      code: 'budget',
      message: 'Expected variable big to have at most 64 KB but it has 65537 bytes',
    });
    for (let n = 1; n < 16; n++) instance.do({ type: 'variables.set', variables: { [`v${n}`]: big } });
    expect(instance.refused({ type: 'variables.set', variables: { last: big } })).toMatchObject({ code: 'budget' });
  });
});
