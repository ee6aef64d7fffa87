import { describe, expect, it } from 'vitest';
import { checkMigration } from '../../../engine/migrate/index.ts';
import type { MigrationPlan, MigrationProblem } from '../../../engine/model/operation.ts';
import type { Instance } from '../core/harness.ts';
import { assembled, Instance as Fresh } from '../core/harness.ts';
import { between, boundary, end, flows, gateway, lasting, service, start, sub, user } from './model.ts';

const problemsOf = (instance: Instance, plan: MigrationPlan): readonly MigrationProblem[] =>
  checkMigration(instance.state!, plan, instance.world.procedure);

/** What the check tells is what the command refuses with, and the other way round. */
function expectRefused(instance: Instance, plan: MigrationPlan, ...problems: readonly MigrationProblem[]): void {
  expect(problemsOf(instance, plan)).toEqual(problems);
  expect(instance.refused({ type: 'migrate', plan, reason: '新规' })).toMatchObject({
    code: 'conflict',
    message: problems.map(({ message }) => message).join('; '),
  });
}

const problem = (
  code: MigrationProblem['code'],
  element: string | undefined,
  token: number | undefined,
  message: string,
): MigrationProblem => ({ code, element, token, message });

const one = (id: string) => [start(), user(id, id), end(), flows(`s>${id}`, `${id}>e`)];
const MANY =
  '<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
const ROW = MANY.replace('false', 'true');

describe('what stands in the way of a migration', () => {
  it('is nothing when every element has a counterpart', async () => {
    const { instance, plan } = await between(one('a'), one('a'));
    expect(problemsOf(instance, plan)).toEqual([]);
  });

  it('is a version that is unknown, of another process, or that the instance does not stand in', async () => {
    const { instance, plan } = await between(
      one('a'),
      one('a'),
      {},
      { others: `<bpmn:process id="q" isExecutable="true">${start('qs')}${user('x')}${flows('qs>x')}</bpmn:process>` },
    );
    const wrong = (message: string) => problem('wrong-version', undefined, undefined, message);
    expectRefused(instance, { ...plan, to: 'p@7' }, wrong('Expected version p@7 to be deployed but it is not'));
    expectRefused(instance, { ...plan, from: 'p@7' }, wrong('Expected version p@7 to be deployed but it is not'));
    expectRefused(instance, { ...plan, to: 'q@1' }, wrong('Expected q@1 to be a version of p but it is one of q'));
    expectRefused(
      instance,
      { ...plan, from: 'p@2', to: 'p@1' },
      wrong('Expected the instance to stand in p@2 but it does not'),
    );
  });

  it('is that the instance has ended', async () => {
    const { instance, plan } = await between(one('a'), one('a'));
    instance.do({ type: 'cancel', reason: '误登' });
    expect(problemsOf(instance, plan)).toEqual([
      problem('not-active', undefined, undefined, 'Expected an instance that is active but it has ended'),
    ]);
  });

  it('is work left over, unless the instance is suspended', async () => {
    const [first] = await assembled('counting');
    const [second] = await assembled('counting', 2);
    const instance = new Fresh([first!, second!]);
    instance.start({ limit: 600 }, 'p@1');
    const elements = Object.fromEntries(Object.keys(first!.nodes).map((id) => [id, id]));
    const plan = { from: 'p@1', to: 'p@2', elements };
    expect(problemsOf(instance, plan)).toEqual([
      problem(
        'work-left',
        undefined,
        undefined,
        'Expected work left over to be finished before it goes on elsewhere but it is not',
      ),
    ]);
    instance.do({ type: 'suspend', reason: '核实' });
    instance.do({ type: 'migrate', plan, reason: '新规' });
    instance.do({ type: 'resume' });
    expect(instance.only('task')).toMatchObject({ procedure: 'p@2', element: 'task' });
    expect(instance.state?.scopes[0]?.v.n).toBe(600);
    expect(JSON.stringify(instance.replay())).toBe(JSON.stringify(instance.state));
  }, 240_000);

  it('is an element without a counterpart, or with none that exists, or of another kind or place', async () => {
    const is = [
      start(),
      user('b'),
      service('c', 'x'),
      sub('box', start('i'), user('d'), end('o'), flows('i>d', 'd>o')),
      end(),
      flows('s>b', 'b>c', 'c>box', 'box>e'),
    ];
    const { instance, plan } = await between(one('a'), is);
    const to = (element: string) => ({ ...plan, elements: { ...plan.elements, a: element } });
    expectRefused(
      instance,
      plan,
      problem('unmapped', 'a', 2, 'Expected the plan to say where a goes on but it does not'),
    );
    expectRefused(instance, to('z'), problem('unknown-element', 'a', 2, 'Expected p@2 to have z but it has not'));
    expectRefused(
      instance,
      to('c'),
      problem('other-kind', 'a', 2, 'Expected c to be a userTask as a but it is a serviceTask'),
    );
    expectRefused(
      instance,
      to('d'),
      problem('other-scope', 'a', 2, 'Expected d to be inside p as a inside p but it is inside box'),
    );
    expect(problemsOf(instance, to('b'))).toEqual([]);
    expect(problemsOf(instance, { ...plan, elements: { __proto__: null, a: '__proto__' } as never })).toHaveLength(1);
  });

  it('is a boundary event that is on something else now', async () => {
    const was = [start(), user('a'), boundary('late', 'a', lasting('P1D')), end(), flows('s>a', 'a>e', 'late>e')];
    const is = [
      start(),
      user('a'),
      user('b'),
      boundary('late', 'b', lasting('P1D')),
      end(),
      flows('s>a', 'a>b', 'b>e', 'late>e'),
    ];
    const { instance, plan } = await between(was, is);
    expect(problemsOf(instance, plan)).toEqual([]);
    expectRefused(
      instance,
      { ...plan, elements: { ...plan.elements, late: 'late' } },
      problem('other-scope', 'late', 2, 'Expected late to be attached to what stands for a but it is on b'),
    );
  });

  it('is a join that the flow of a token does not lead to', async () => {
    const pieces = (...paths: readonly string[]) => [
      start(),
      gateway('parallel', 'f'),
      user('a'),
      user('b'),
      gateway('parallel', 'j'),
      end(),
      flows('s>f', 'f>a', 'f>b', 'j>e', ...paths),
    ];
    const { instance, plan } = await between(pieces('a>j', 'b>j'), pieces('a>e', 'b>j', 'f>j'));
    instance.do({ type: 'task.complete', task: instance.only('task', 'a').id, user: 'li' });
    const [token] = instance.state!.tokens;
    expectRefused(
      instance,
      plan,
      problem('unknown-flow', 'j', token!.i, 'Expected flow a_j to j to have one that leads to j but it has none'),
    );
    expect(problemsOf(instance, { ...plan, flows: { a_j: 'f_j' } })).toEqual([]);
  });

  it('is work that is done once, at once or in a row, and is not any more', async () => {
    const pieces = (loop: string) => [start(), user('a', 'a', loop), end(), flows('s>a', 'a>e')];
    const refused = async (was: string, is: string) => {
      const { instance, plan } = await between(pieces(was), pieces(is));
      return problemsOf(instance, plan).map(({ code, element }) => `${code} ${element}`);
    };
    expect(await refused('', MANY)).toEqual(['loop a']);
    expect(await refused(MANY, '')).toEqual(['loop a']);
    expect(await refused(MANY, ROW)).toEqual(['loop a']);
    expect(await refused(ROW, ROW)).toEqual([]);
  });

  it('is that what was done could not be undone any more', async () => {
    const undoable = (handler: string) => [
      start(),
      user('a'),
      ...(handler
        ? [
            '<bpmn:boundaryEvent id="undo" attachedToRef="a"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>',
            `<bpmn:userTask id="${handler}" name="撤销" isForCompensation="true"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="mediator" /></bpmn:extensionElements></bpmn:userTask>`,
            `<bpmn:association id="as" sourceRef="undo" targetRef="${handler}" />`,
          ]
        : []),
      user('b'),
      '<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>',
      end(),
      flows('s>a', 'a>b', 'b>t', 't>e'),
    ];
    const gone = await between(undoable('back'), undoable(''));
    gone.instance.do({ type: 'task.complete', task: gone.instance.only('task').id, user: 'li' });
    expectRefused(
      gone.instance,
      gone.plan,
      problem('compensation', 'a', undefined, 'Expected p@2 to undo what was done at a but it cannot'),
    );
    const kept = await between(undoable('back'), undoable('back2'));
    for (const element of ['a', 'b']) {
      kept.instance.do({ type: 'task.complete', task: kept.instance.only('task', element).id, user: 'li' });
      if (element === 'a') kept.instance.do({ type: 'migrate', plan: kept.plan, reason: '新规' });
    }
    expect(kept.instance.only('task')).toMatchObject({ procedure: 'p@2', element: 'back2' });
  });

  it('is told once an element, and the first five when it is refused', async () => {
    const ids = ['a', 'b', 'c', 'd', 'f', 'g', 'h'];
    const was = [
      start(),
      gateway('parallel', 'x'),
      ...ids.map((id) => user(id)),
      end(),
      flows('s>x', ...ids.flatMap((id) => [`x>${id}`, `${id}>e`])),
    ];
    const { instance, plan } = await between(was, one('z'));
    expect(problemsOf(instance, plan).map(({ element }) => element)).toEqual(ids);
    const { message } = instance.refused({ type: 'migrate', plan, reason: '新规' });
    expect(message.split('; ')).toHaveLength(5);
    expect(message).toMatch(/f goes on but it does not \(and 2 more\)$/);
  });
});
