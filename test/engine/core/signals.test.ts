import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../elements/trace.ts';
import { Instance } from './harness.ts';

/** No element of the registry waits for a signal yet: a waiting message event stands in, with its subscription turned. */
describe('a signal', () => {
  it('reaches everything that waits for its name, once, oldest first', async () => {
    const instance = new Instance(await proceduresOf('messageBoundaryEvent.non-interrupting'));
    instance.start({ order: 'O-1' });
    const state = instance.state!;
    const subs = state.subs.map(({ key: _, ...sub }) => ({ ...sub, k: 'signal' as const, name: 'alarm' }));
    const waiting = new Instance(instance.procedures);
    waiting.adopt({ ...state, subs });
    expect(waiting.refused({ type: 'signal', name: 'silence' })).toMatchObject({ code: 'not-found' });
    const { events } = waiting.do({ type: 'signal', name: 'alarm', variables: { paper: 3 } });
    expect(events.map(({ type }) => type)).toEqual(['signal.received', 'entered', 'left', 'flow', 'entered']);
    expect(waiting.state?.scopes[0]?.v).toEqual({ last: 3, order: 'O-1' });
    expect(waiting.waits('task').map(({ element }) => element)).toEqual(['task', 'read']);
    expect(waiting.waits('subscription')).toMatchObject([{ event: 'signal', name: 'alarm', key: '' }]);
  });
});
