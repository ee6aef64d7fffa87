import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES } from '../../../engine/core/tokens.ts';
import type { HistoryEvent } from '../../../engine/model/event.ts';
import { proceduresOf } from '../elements/trace.ts';
import { between, boundary, end, flows, gateway, start, user, when } from '../migrate/model.ts';
import { assembled, Instance } from './harness.ts';

const skip = (instance: Instance, variables = {}) =>
  instance.do({ type: 'incident.skip', incident: instance.only('incident').id, reason: '线下已办', variables });
const refusal = (instance: Instance) =>
  instance.refused({ type: 'incident.skip', incident: instance.only('incident').id, reason: '线下已办' });
const flowsOf = (events: readonly HistoryEvent[]) =>
  events.flatMap((event) => (event.type === 'flow' ? [event.flow] : []));
const drawn = async (pieces: readonly string[], variables = {}) => (await between(pieces, pieces, variables)).instance;

describe('an incident is skipped', () => {
  it('not when no piece of work is to blame: too many elements, or gateways in a circle', async () => {
    const circle = new Instance(await assembled('circle'));
    circle.start();
    expect(circle.only('incident').code).toBe('loop');
    expect(refusal(circle)).toMatchObject({
      code: 'conflict',
      message:
        'Expected incident 2 at start to be skipped but its gateways lead in a circle: move a token elsewhere, or migrate to a version without the circle',
      allowed: ['incident.resolve', 'modify', 'cancel'],
    });
    const full = new Instance(await proceduresOf('userTask'));
    full.start();
    full.adopt({ ...full.state!, entries: MAX_ENTRIES });
    full.do({ type: 'task.complete', task: full.only('task').id, user: 'li' });
    expect(full.only('incident').code).toBe('activations');
    expect(refusal(full).message).toMatch(/resolve it to grant as many elements again, or cancel$/);
  });

  it('with results that are small enough, when those it had outgrow the variables', async () => {
    const instance = new Instance(await assembled('growing'));
    instance.start({ list: Array(20_000).fill(0) });
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
    expect(instance.only('incident')).toMatchObject({ element: 'double', code: 'variables' });
    skip(instance, { list: [1] });
    expect(instance.state).toMatchObject({ incidents: [], scopes: [{ v: { list: [1] } }] });
  });

  it('by the default flow of an activity, whose results are kept', async () => {
    const instance = await drawn([
      start(),
      user('a').replace('<bpmn:userTask id="a"', '<bpmn:userTask id="a" default="otherwise"'),
      user('b'),
      user('c'),
      end(),
      flows('s>a', 'a>b?n + 1', 'otherwise=a>c', 'b>e', 'c>e'),
    ]);
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li', variables: { n: 1 } });
    expect(instance.only('incident').code).toBe('evaluation');
    expect(flowsOf(skip(instance, { m: 2 }).events)).toEqual(['otherwise']);
    expect(instance.state?.scopes[0]?.v).toMatchObject({ m: 2, n: 1 });
  });

  it('of an activity without a default is refused, with what to do instead', async () => {
    const instance = await drawn(
      [start(), user('a'), user('b'), user('c'), end(), flows('s>a', 'a>b?n > 5', 'a>c?n > 7', 'b>e', 'c>e')],
      { n: 1 },
    );
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
    expect(refusal(instance)).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /a has no default flow: resolve it with variables by which a condition holds, or move its token$/,
      ),
    });
  });

  it('by the default flow of an inclusive gateway that joins, with all that waits there', async () => {
    const instance = await drawn(
      [
        start(),
        gateway('parallel', 'f'),
        user('a'),
        user('b'),
        gateway('inclusive', 'g', 'default="otherwise"'),
        user('c'),
        user('d'),
        end(),
        flows('s>f', 'f>a', 'f>b', 'a>g', 'b>g', 'g>c?n + 1', 'otherwise=g>d', 'c>e', 'd>e'),
      ],
      { n: 1 },
    );
    for (const element of ['a', 'b'])
      instance.do({ type: 'task.complete', task: instance.only('task', element).id, user: 'li' });
    expect(instance.only('incident')).toMatchObject({ element: 'g', code: 'evaluation' });
    expect(flowsOf(skip(instance).events)).toEqual(['otherwise']);
    expect(instance.state?.tokens).toHaveLength(1);
  });

  it('of a condition on an activity: it counts as false until variables change', async () => {
    const instance = await drawn(
      [start(), user('a'), boundary('c', 'a', when('n + 1')), end(), flows('s>a', 'a>e', 'c>e')],
      { n: 1 },
    );
    expect(instance.only('incident')).toMatchObject({ element: 'c', code: 'evaluation' });
    skip(instance);
    expect(instance.waits('incident')).toEqual([]);
    expect(instance.only('task').element).toBe('a');
    instance.do({ type: 'variables.set', variables: { n: 2 } });
    expect(instance.only('incident').element).toBe('c');
    skip(instance, { n: null });
    instance.do({ type: 'task.complete', task: instance.only('task').id, user: 'li' });
    expect(instance.state?.status).toBe('completed');
  });

  it('once only', async () => {
    const instance = new Instance(await proceduresOf('userTask.no-hands'));
    instance.hands.clear();
    instance.start({ role: 'leader' });
    const { id } = instance.only('incident');
    expect(skip(instance).effects[0]).toEqual({ type: 'closed', kind: 'incident', id, how: 'completed' });
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  });
});
