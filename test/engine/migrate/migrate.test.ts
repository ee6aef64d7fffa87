import { describe, expect, it } from 'vitest';
import type { MigrationPlan } from '../../../engine/model/operation.ts';
import type { Wait } from '../../../engine/model/wait.ts';
import type { Instance } from '../core/harness.ts';
import {
  begins,
  between,
  boundary,
  caught,
  end,
  eventSub,
  flows,
  gateway,
  lasting,
  onMessage,
  onSignal,
  service,
  start,
  sub,
  user,
  when,
} from './model.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const migrate = (instance: Instance, plan: MigrationPlan) => instance.do({ type: 'migrate', plan, reason: '新规' });
const complete = (instance: Instance, element: string, variables = {}) =>
  instance.do({ type: 'task.complete', task: instance.only('task', element).id, user: 'li', variables });
/** What the instance waits for, in short. */
const open = (instance: Instance): readonly string[] =>
  (['task', 'job', 'timer', 'subscription', 'incident'] as const).flatMap((kind) => instance.waits(kind).map(brief));
const brief = (wait: Wait): string => {
  if (wait.kind === 'task' || wait.kind === 'job') return `${wait.kind} ${wait.element} of ${wait.procedure}`;
  if (wait.kind === 'timer') return `timer ${wait.element} ${new Date(wait.due).toISOString().slice(0, 16)}`;
  if (wait.kind === 'subscription') return `${wait.event} ${wait.element} ${wait.name} ${wait.key}`.trim();
  return `incident ${wait.element} ${wait.code}`;
};
const replays = (instance: Instance) => expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));

describe('an instance goes on in another version', () => {
  it('at a task: who has it keeps it, its row names the new element, and history tells', async () => {
    const was = [start(), user('a', '核实'), end(), flows('s>a', 'a>e')];
    const is = [
      start(),
      user('a2', '核实', '', 'candidateGroups="leader"'),
      user('b'),
      end(),
      flows('s>a2', 'a2>b', 'b>e'),
    ];
    const { instance, plan } = await between(was, is);
    const before = instance.only('task');
    instance.do({ type: 'task.claim', task: before.id, user: 'li' });
    const { events, effects } = migrate(instance, plan);
    const wait = { ...before, procedure: 'p@2', element: 'a2', assignee: 'li' };
    expect({ events, effects }).toEqual({
      events: [{ type: 'migrated', reason: '新规', plan }],
      effects: [{ type: 'changed', wait }],
    });
    expect(instance.state?.scopes[0]).toMatchObject({ d: 'p', p: 'p@2' });
    complete(instance, 'a2');
    expect(open(instance)).toEqual(['task b of p@2']);
    replays(instance);
  });

  it('keeps what it listens for, with its due date, and takes up and gives up boundary events', async () => {
    const more = (...events: readonly string[]) => [start(), user('a'), ...events, end(), flows('s>a', 'a>e')];
    const was = more(
      boundary('late', 'a', lasting('P1D')),
      boundary('stormy', 'a', onSignal('storm')),
      flows('late>e', 'stormy>e'),
    );
    const is = more(
      boundary('late', 'a', lasting('P9D')),
      boundary('called', 'a', onMessage('call'), false),
      end('e2'),
      flows('late>e', 'called>e2'),
    );
    const { instance, plan } = await between(was, is);
    instance.now += HOUR;
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task a of p@2', 'timer late 2026-03-03T04:00', 'message called call O-1']);
    instance.do({ type: 'message', subscription: instance.only('subscription').id });
    expect(open(instance)).toEqual(['task a of p@2', 'timer late 2026-03-03T04:00', 'message called call O-1']);
    replays(instance);
  });

  it('counts a timer anew when the plan says so', async () => {
    const pieces = (days: string) => [
      start(),
      user('a'),
      boundary('late', 'a', lasting(days)),
      end(),
      flows('s>a', 'a>e', 'late>e'),
    ];
    const { instance, plan } = await between(pieces('P1D'), pieces('P9D'));
    instance.now += HOUR;
    migrate(instance, { ...plan, restart: ['late'] });
    expect(open(instance)).toEqual(['task a of p@2', 'timer late 2026-03-11T05:00']);
    instance.now += 9 * DAY;
    instance.do({ type: 'timer.fire', timer: instance.only('timer').id });
    expect(instance.state?.status).toBe('completed');
    replays(instance);
  });

  it('waits anew for what is awaited otherwise: a message of another name or key, a condition', async () => {
    const pieces = (name: string, condition: string) => [
      start(),
      gateway('parallel', 'f'),
      caught('m', onMessage(name)),
      caught('c', when(condition)),
      end(),
      flows('s>f', 'f>m', 'f>c', 'm>e', 'c>e'),
    ];
    const named = await between(pieces('call', 'n > 1'), pieces('reply', 'n > 0'), { n: 1 });
    migrate(named.instance, named.plan);
    // The new condition held already.
    expect(open(named.instance)).toEqual(['message m reply O-1']);
    const keyed = await between(
      pieces('call', 'n > 1'),
      pieces('call', 'n > 1'),
      { n: 1, file: 'F-2' },
      { keyThen: 'file' },
    );
    const { id } = keyed.instance.only('subscription');
    expect(migrate(keyed.instance, keyed.plan).effects).toEqual([
      { type: 'closed', kind: 'subscription', id, how: 'cancelled' },
      {
        type: 'opened',
        wait: { kind: 'subscription', id: id + 2, element: 'm', event: 'message', name: 'call', key: 'F-2' },
      },
    ]);
    const unchanged = await between(pieces('call', 'n > 1'), pieces('call', 'n > 1'), { n: 1 });
    expect(migrate(unchanged.instance, unchanged.plan).effects).toEqual([]);
    replays(keyed.instance);
  });

  it('holds what cannot be awaited in an incident, which can be mended', async () => {
    const pieces = [start(), caught('m', onMessage('call')), user('b'), end(), flows('s>m', 'm>b', 'b>e')];
    const { instance, plan } = await between(pieces, pieces, {}, { keyThen: 'file' });
    migrate(instance, plan);
    expect(open(instance)).toEqual(['incident m evaluation']);
    instance.do({ type: 'incident.resolve', incident: instance.only('incident').id, variables: { file: 'F-1' } });
    expect(open(instance)).toEqual(['message m call F-1']);
    const again = await between(pieces, pieces, {}, { keyThen: 'file' });
    migrate(again.instance, again.plan);
    again.instance.do({ type: 'incident.skip', incident: again.instance.only('incident').id, reason: '已电话联系' });
    expect(open(again.instance)).toEqual(['task b of p@2']);
    replays(again.instance);
  });

  it('at a join: tokens wait by the flows that stand for theirs', async () => {
    const was = [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      user('c'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>c', 'c>e'),
    ];
    const is = [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      user('c'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'x=a>j', 'y=b>j', 'j>c', 'c>e'),
    ];
    const { instance, plan } = await between(was, is);
    complete(instance, 'a');
    migrate(instance, plan);
    expect(instance.state?.tokens.map(({ n, via }) => [n, via])).toEqual([
      ['j', 'x'],
      ['b~on', undefined],
    ]);
    complete(instance, 'b');
    expect(open(instance)).toEqual(['task c of p@2']);
    replays(instance);
  });

  it('at a join that needs fewer tokens now: it fires', async () => {
    const was = [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      user('c'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>c', 'c>e'),
    ];
    const is = [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      user('c'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'a>j', 'b>e', 'j>c', 'c>e'),
    ];
    const { instance, plan } = await between(was, is);
    complete(instance, 'a');
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task b of p@2', 'task c of p@2']);
    replays(instance);
  });

  it('in an open sub-process with its event sub-processes', async () => {
    const inside = (...events: readonly string[]) => [
      start(),
      sub('box', start('i'), user('a'), end('o'), flows('i>a', 'a>o'), ...events),
      end(),
      flows('s>box', 'box>e'),
    ];
    const was = inside(eventSub('one', begins('heard', onSignal('storm')), end('one_e'), flows('heard>one_e')));
    const is = inside(
      eventSub('one', begins('heard', onSignal('gale')), end('one_e'), flows('heard>one_e')),
      eventSub('two', begins('told', onMessage('tell'), false), user('t'), end('two_e'), flows('told>t', 't>two_e')),
    );
    const { instance, plan } = await between(was, is);
    expect(open(instance)).toEqual(['task a of p@1', 'signal heard storm']);
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task a of p@2', 'signal heard gale', 'message told tell O-1']);
    const told = instance.waits('subscription').find(({ name }) => name === 'tell')!;
    instance.do({ type: 'message', subscription: told.id });
    expect(open(instance)).toContain('task t of p@2');
    replays(instance);
  });

  it('in an event sub-process that has begun: nothing new is listened for', async () => {
    const more = (...events: readonly string[]) => [
      start(),
      user('a'),
      end(),
      flows('s>a', 'a>e'),
      eventSub('one', begins('heard', onSignal('storm')), user('x'), end('xe'), flows('heard>x', 'x>xe')),
      ...events,
    ];
    const { instance, plan } = await between(
      more(),
      more(eventSub('two', begins('told', onMessage('tell')), end('te'), flows('told>te'))),
    );
    instance.do({ type: 'signal', name: 'storm' });
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task x of p@2']);
    complete(instance, 'x');
    expect(instance.state?.status).toBe('completed');
  });

  it('with the instances of a task, which keep their items and results', async () => {
    const many =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=answer" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
    const pieces = (id: string) => [
      start(),
      user(id, '签字', many),
      user('b'),
      end(),
      flows(`s>${id}`, `${id}>b`, 'b>e'),
    ];
    const { instance, plan } = await between(pieces('a'), pieces('a2'));
    instance.do({ type: 'task.complete', task: instance.waits('task')[0]!.id, user: 'li', variables: { answer: 1 } });
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task a2 of p@2']);
    complete(instance, 'a2', { answer: 2 });
    expect(open(instance)).toEqual(['task b of p@2']);
    expect(instance.state?.scopes[0]?.v.results).toEqual([1, 2]);
    replays(instance);
  });

  it('behind an event-based gateway: what it does not lead to any more is given up, what is new is awaited', async () => {
    const pieces = (...events: readonly [string, string][]) => [
      start(),
      gateway('eventBased', 'g'),
      ...events.map(([id, trigger]) => caught(id, trigger)),
      end(),
      flows('s>g', ...events.flatMap(([id]) => [`g>${id}`, `${id}>e`])),
    ];
    const { instance, plan } = await between(
      pieces(['m', onMessage('call')], ['t', lasting('P1D')]),
      pieces(['t', lasting('P2D')], ['h', onSignal('storm')]),
    );
    migrate(instance, plan);
    expect(open(instance)).toEqual(['timer t 2026-03-03T04:00', 'signal h storm']);
    instance.do({ type: 'signal', name: 'storm' });
    expect(instance.state?.status).toBe('completed');
    replays(instance);
  });

  it('with a job: another type is another row, and an incident is retried in the new version', async () => {
    const { instance, plan } = await between(
      [start(), service('a', 'order.issue'), end(), flows('s>a', 'a>e')],
      [start(), service('a', 'order.send'), end(), flows('s>a', 'a>e')],
    );
    instance.do({
      type: 'job.fail',
      job: instance.only('job').id,
      message: 'Expected an address but there is none',
      left: 0,
    });
    migrate(instance, plan);
    expect(open(instance)).toEqual(['incident a job-failed']);
    instance.do({ type: 'incident.resolve', incident: instance.only('incident').id });
    expect(instance.only('job')).toMatchObject({ procedure: 'p@2', type: 'order.send' });
    replays(instance);
  });

  it('with an incident at a choice, to a version that mends it', async () => {
    const pieces = (...paths: readonly string[]) => [
      start(),
      gateway('exclusive', 'g'),
      user('a'),
      user('b'),
      end(),
      flows('s>g', 'a>e', 'b>e', ...paths),
    ];
    const { instance, plan } = await between(pieces('g>a?n > 5', 'g>b?n > 3'), pieces('g>a?n > 5', 'g>b?n > 0'), {
      n: 1,
    });
    expect(open(instance)).toEqual(['incident g no-condition']);
    migrate(instance, plan);
    instance.do({ type: 'incident.resolve', incident: instance.only('incident').id });
    expect(open(instance)).toEqual(['task b of p@2']);
    replays(instance);
  });

  it('while it is suspended, with the work that waits', async () => {
    const pieces = (id: string) => [start(), user('a'), user(id, '公示'), end(), flows('s>a', `a>${id}`, `${id}>e`)];
    const { instance, plan } = await between(pieces('b'), pieces('c'));
    instance.do({ type: 'suspend', reason: '核实' });
    instance.do({
      type: 'modify',
      reason: '核实',
      changes: [{ do: 'move', token: instance.state!.tokens[0]!.i, to: 'b' }],
    });
    migrate(instance, plan);
    instance.do({ type: 'resume' });
    expect(open(instance)).toEqual(['task c of p@2']);
    replays(instance);
  });

  it('inside a called procedure: that scope alone changes its version', async () => {
    const called = (id: string) =>
      `<bpmn:process id="q" isExecutable="true">${start('qs')}${user(id, '签字')}${end('qe')}${flows(`qs>${id}`, `${id}>qe`)}</bpmn:process>`;
    const caller = [
      start(),
      '<bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="q" bindingType="deployment" /></bpmn:extensionElements></bpmn:callActivity>',
      end(),
      flows('s>c', 'c>e'),
    ];
    const { instance, plan } = await between(caller, caller, {}, { others: called('x'), othersThen: called('y') });
    migrate(instance, { from: 'q@1', to: 'q@2', elements: { x: 'y' } });
    expect(open(instance)).toEqual(['task y of q@2']);
    expect(instance.state?.scopes.map(({ p }) => p)).toEqual(['p@1', 'q@2']);
    migrate(instance, plan);
    expect(open(instance)).toEqual(['task y of q@2']);
    expect(instance.state?.scopes.map(({ p }) => p)).toEqual(['p@2', 'q@2']);
    complete(instance, 'y');
    expect(instance.state?.status).toBe('completed');
    replays(instance);
  });

  it('with what an ad-hoc sub-process has still to begin, and what a complex gateway still waits for', async () => {
    const adHoc = (...ids: readonly string[]) => [
      start(),
      `<bpmn:adHocSubProcess id="h" name="h" ordering="Sequential">${ids.map((id) => user(id, id.slice(0, 1))).join('')}</bpmn:adHocSubProcess>`,
      end(),
      flows('s>h', 'h>e'),
    ];
    const some = await between(adHoc('a', 'b'), adHoc('a1', 'b1'));
    migrate(some.instance, some.plan);
    complete(some.instance, 'a1');
    expect(open(some.instance)).toEqual(['task b1 of p@2']);
    replays(some.instance);

    const complex = (third: string) => [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      user('c'),
      '<bpmn:complexGateway id="g"><bpmn:activationCondition>=activationCount = 2</bpmn:activationCondition></bpmn:complexGateway>',
      user('d'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'f>c', 'a>g', 'b>g', `${third}=c>g`, 'g>d', 'd>e'),
    ];
    const { instance, plan } = await between(complex('x'), complex('y'));
    for (const element of ['a', 'b']) complete(instance, element);
    expect(instance.state?.scopes[0]?.g).toEqual({ g: ['x'] });
    migrate(instance, plan);
    expect(instance.state?.scopes[0]?.g).toEqual({ g: ['y'] });
    complete(instance, 'c');
    expect(instance.state?.scopes[0]).not.toHaveProperty('g');
    expect(open(instance)).toEqual(['task d of p@2']);
    replays(instance);
  });

  it('and back again', async () => {
    const pieces = (id: string) => [
      start(),
      user(id, '核实'),
      boundary('late', id, lasting('P1D')),
      end(),
      flows(`s>${id}`, `${id}>e`, 'late>e'),
    ];
    const { instance, plan } = await between(pieces('a'), pieces('b'));
    const before = JSON.stringify(instance.state);
    migrate(instance, plan);
    migrate(instance, { from: 'p@2', to: 'p@1', elements: { b: 'a', late: 'late' } });
    expect(JSON.stringify(instance.state)).toBe(before);
    replays(instance);
  });
});
