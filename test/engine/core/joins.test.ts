import { expect, it } from 'vitest';
import { between, caught, end, flows, gateway, onSignal, start, user } from '../migrate/model.ts';

it('a join takes each token once, in whatever order they come', async () => {
  // The signal reaches `late`, which waits longer, before `early`, whose flow the join lists first.
  const pieces = [
    start(),
    gateway('parallel', 'f'),
    user('a'),
    caught('early', onSignal('storm')),
    caught('late', onSignal('storm')),
    gateway('parallel', 'j'),
    user('b'),
    end(),
    flows('s>f', 'f>a', 'f>late', 'a>early', 'early>j', 'late>j', 'j>b', 'b>e'),
  ];
  const { instance } = await between(pieces, pieces);
  instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
  instance.do({ type: 'signal', name: 'storm' });
  expect(instance.state?.tokens.map(({ n }) => n)).toEqual(['b~on']);
  expect(instance.events.filter((event) => event.type === 'entered' && event.element === 'j')).toHaveLength(1);
});

it('an inclusive gateway that cannot decide is held by one incident, and takes all that waits when it is resolved', async () => {
  const pieces = [
    start(),
    gateway('parallel', 'f'),
    user('a'),
    user('b'),
    gateway('inclusive', 'j'),
    user('c'),
    user('d'),
    end(),
    flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>c?n > 1', 'j>d?n > 5', 'c>e', 'd>e'),
  ];
  const { instance } = await between(pieces, pieces);
  for (const element of ['a', 'b'])
    instance.do({ type: 'task.complete', task: instance.only('task', element).id, user: 'li' });
  const { id } = instance.only('incident');
  instance.do({ type: 'incident.resolve', incident: id, variables: { n: 3 } });
  expect(instance.state).toMatchObject({ tokens: [{ n: 'c~on' }], incidents: [] });
});

it('what stands in for a flow does not wait for a token that has come by it', async () => {
  const pieces = [
    start(),
    gateway('parallel', 'f'),
    user('a'),
    user('b'),
    gateway('inclusive', 'j'),
    user('c'),
    end(),
    flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>c', 'c>e'),
  ];
  const { instance } = await between(pieces, pieces);
  const token = instance.state!.tokens[0]!.i;
  instance.do({ type: 'modify', reason: '线下已办', changes: [{ do: 'move', token, to: 'j' }] });
  // The other branch can still come by its flow.
  expect(instance.state?.tokens.map(({ n }) => n)).toEqual(['b~on', 'j']);
  instance.do({ type: 'task.complete', task: instance.only('task', 'b').id, user: 'li' });
  expect(instance.state?.tokens.map(({ n }) => n)).toEqual(['c~on']);
});
