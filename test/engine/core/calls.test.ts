import { describe, expect, it } from 'vitest';
import { assembled, Instance } from './harness.ts';

describe('a called procedure', () => {
  it('is the newest version at the moment of the call, or the one deployed with the caller', async () => {
    const instance = new Instance([...(await assembled('caller', 1)), ...(await assembled('caller', 2))]);
    instance.start({}, 'caller@1');
    const newest = instance.only('task');
    expect(newest.procedure).toBe('callee@2');
    const { answers } = instance.do({ type: 'task.complete', task: newest.id, user: 'li' });
    expect(instance.only('task').procedure).toBe('callee@1');
    expect(answers).toEqual([['hands:mediator', true]]);
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  });

  it('stays what it was when a newer version comes', async () => {
    const instance = new Instance(await assembled('caller', 1));
    expect(instance.start({}, 'caller@1').answers).toEqual([
      ['latest:callee', 'callee@1'],
      ['hands:mediator', true],
    ]);
    instance.procedures.push(...(await assembled('caller', 2)));
    expect(instance.only('task').procedure).toBe('callee@1');
  });

  it('that is not deployed holds the call until it is', async () => {
    const [caller, callee] = await assembled('caller', 1);
    const instance = new Instance([caller!]);
    instance.start({}, 'caller@1');
    expect(instance.only('incident')).toMatchObject({
      code: 'no-process',
      message: 'Expected process callee of newest to be deployed but it is not',
    });
    instance.procedures.push(callee!);
    instance.do({ type: 'incident.resolve', incident: instance.only('incident').id });
    expect(instance.only('task').procedure).toBe('callee@1');
  });

  it('keeps its variables to itself when inputs are mapped, and shares one counter of numbers', async () => {
    const instance = new Instance(await assembled('caller', 1));
    instance.start({ shared: 1 }, 'caller@1');
    const [root, called] = instance.state!.scopes;
    expect([root?.v, called?.v]).toEqual([{ shared: 1 }, { shared: 1 }]);
    instance.do({ type: 'variables.set', variables: { shared: 2 }, scope: called!.i });
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li', variables: { made: true } });
    expect(instance.state!.scopes[0]?.v).toEqual({ made: true, shared: 2 });
  });
});
