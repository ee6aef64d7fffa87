import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../elements/trace.ts';
import { assembled, Instance } from './harness.ts';

describe('what is thrown', () => {
  it('leaves the instance as a message for whoever waits for it, under a key of its own', async () => {
    const instance = new Instance(await proceduresOf('messageThrowEvent'));
    const { effects } = instance.start({ order: 'O-1' });
    expect(effects).toEqual([
      { type: 'message', name: 'order.sent', correlationKey: 'O-1', variables: { text: '好' }, key: '5' },
    ]);
  });

  it('leaves it as a signal for the others of the town, after its own receivers have heard it', async () => {
    const instance = new Instance(await proceduresOf('signalThrowEvent'));
    const { effects } = instance.start();
    expect(effects.filter(({ type }) => type === 'signal')).toEqual([
      { type: 'signal', name: 'storm', variables: { strength: 7 }, key: expect.stringMatching(/^\d+$/) },
    ]);
    expect(instance.waits('subscription')).toEqual([]);
  });
});

describe('work that a budget stops', () => {
  it('loses neither the join that waits for the end of the list, nor a condition, nor what is thrown at rest', async () => {
    for (const count of [1, 240, 249, 250, 251, 333, 500]) {
      const instance = new Instance(await assembled('many'));
      const sent = [...instance.start({ count }).effects];
      while (instance.state?.queue) sent.push(...instance.do({ type: 'continue' }).effects);
      expect([count, instance.state?.status]).toEqual([count, 'completed']);
      expect(sent.filter(({ type }) => type === 'signal')).toHaveLength(1);
      const { all } = instance.state!.scopes[0]!.v;
      expect(all).toEqual(Array.from({ length: count }, (_, at) => at + 1));
      expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
    }
  }, 240_000);
});
