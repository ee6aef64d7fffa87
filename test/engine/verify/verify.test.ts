import { describe, expect, it } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import { verify } from '../../../engine/verify/index.ts';
import { soundness } from '../../../engine/verify/soundness.ts';
import { between, file, flow, line, node, task } from '../compile/rules/draw.ts';
import { drawn, judge } from './support.ts';

const fork = (id: string, inside = '') => node('parallelGateway', id, id, '', inside);
const choice = (id: string, otherwise = '') =>
  node('exclusiveGateway', id, id, '', '', otherwise ? `default="${otherwise}"` : '');
const on = (host: string, id: string, trigger: string, interrupting = true) =>
  node('boundaryEvent', id, id, '', trigger, `attachedToRef="${host}" cancelActivity="${interrupting}"`);
const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
const cycle = '<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>';
const error = '<bpmn:errorEventDefinition />';
const message =
  '<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>';
const onMessage = '<bpmn:messageEventDefinition messageRef="m" />';

describe('sound', () => {
  it('one step after the other', async () => {
    expect(await judge(between(task('a') + task('b'), 'a', 'b'))).toEqual(['sound']);
  });

  it('every way of a choice, merged by a choice', async () => {
    const model = between(choice('g', 'g_b') + task('a') + task('b') + choice('h'), 'g', 'a', 'h');
    expect(
      await judge(
        model.replace('sourceRef="g" targetRef="a">', `$&<bpmn:conditionExpression>x</bpmn:conditionExpression>`) +
          flow('g', 'b') +
          flow('b', 'h'),
      ),
    ).toEqual(['sound']);
  });

  it('two ways at once, joined', async () => {
    expect(
      await judge(between(fork('f') + task('a') + task('b') + fork('j'), 'f', 'a', 'j') + line('f', 'b', 'j')),
    ).toEqual(['sound']);
  });

  it('a round with a way out, a time limit, a reminder again and again, an error', async () => {
    const model =
      between(
        choice('h') +
          task('a') +
          choice('g', 'g_end') +
          node('serviceTask', 's') +
          task('late') +
          task('mend') +
          task('remind'),
        'h',
        'a',
        's',
        'g',
      ) +
      flow('g', 'h', 'again') +
      on('a', 'b', timer) +
      line('b', 'late', 'end') +
      on('a', 'c', cycle, false) +
      flow('c', 'remind') +
      on('s', 'e', error) +
      line('e', 'mend', 'h');
    expect(await judge(model)).toEqual(['sound']);
  });

  it('a message that comes more than once beside a step', async () => {
    const model = between(task('a') + on('a', 'b', onMessage, false) + task('c'), 'a') + flow('b', 'c');
    expect(await judge(model, message)).toEqual(['sound']);
  });

  it('a reminder of a round is still open when the next round begins', async () => {
    const inside = task('a') + on('a', 'b', timer, false) + task('r') + flow('b', 'r');
    const model = between(choice('h') + inside + choice('g', 'g_end'), 'h', 'a', 'g') + flow('g', 'h', 'again');
    expect(await judge(model)).toEqual(['sound']);
  });

  it('a job that each round begins anew, as the system works it off', async () => {
    const job = node('serviceTask', 's', '', '<zeebe:taskDefinition type="print" />');
    const model = between(choice('h') + fork('f') + job + task('a') + choice('g', 'g_end'), 'h', 'f', 'a', 'g');
    expect(await judge(model + flow('f', 's') + flow('g', 'h', 'again'))).toEqual(['sound']);
  });

  it('a terminate end that takes away what waits at a join', async () => {
    const model =
      between(fork('f') + task('a') + choice('g', 'g_t') + task('b') + fork('j'), 'f', 'a', 'g').replace(
        flow('g', 'end'),
        '',
      ) +
      node('endEvent', 't', '', '', '<bpmn:terminateEventDefinition />') +
      flow('g', 'j', 'x') +
      flow('g', 't') +
      line('f', 'b', 'j', 'end');
    expect(await judge(model)).toEqual(['sound']);
  });

  it('an error of something deep inside', async () => {
    const inner = node('subProcess', 'i', '', '', node('serviceTask', 's'));
    const model =
      between(node('subProcess', 'o', '', '', inner) + on('o', 'e', error) + task('mend'), 'o') +
      line('e', 'mend', 'end');
    expect(await judge(model)).toEqual(['sound']);
  });

  it('a called procedure ends, or ends with an error', async () => {
    const called = '<zeebe:calledElement processId="other" />';
    const model = between(node('callActivity', 'c', '', called) + on('c', 'e', error), 'c') + flow('e', 'end');
    expect(await judge(model)).toEqual(['sound']);
  });
});

describe('unsound, with the shortest run that shows it', () => {
  it('a choice that ends at a join', async () => {
    const model = between(choice('g', 'g_b') + task('a') + task('b') + fork('j'), 'g', 'a', 'j');
    const conditioned = model.replace(flow('g', 'a'), flow('g', 'a', 'x'));
    expect(await judge(conditioned + line('g', 'b', 'j'))).toEqual([
      'unsound',
      'join j without a_j: start start_g g g_b b b_j',
      'join j without b_j: start start_g g g_a a a_j',
    ]);
  });

  it('a join inside a sub-process, beside work that goes on', async () => {
    const inside =
      node('startEvent', 's0') +
      choice('g', 'g_y') +
      task('x') +
      task('y') +
      fork('j') +
      line('s0', 'g', 'y', 'j') +
      flow('g', 'x', 'c') +
      flow('x', 'j');
    const model =
      between(fork('f') + node('subProcess', 's', '', '', inside) + task('b'), 'f', 's') + line('f', 'b', 'end');
    expect((await judge(model)).map((one) => one.split(':')[0])).toEqual([
      'unsound',
      'join j without x_j',
      'join j without y_j',
    ]);
  });

  it('a round without a way out', async () => {
    const model =
      between(task('a') + choice('h') + task('b') + task('c'), 'a', 'h', 'b', 'c').replace(flow('c', 'end'), '') +
      flow('c', 'h');
    expect(await judge(model.replace(node('endEvent', 'end'), ''))).toEqual([
      'unsound',
      'no-completion a: start start_a a',
    ]);
  });

  it('a way into a round without a way out', async () => {
    const model =
      between(choice('g', 'g_end') + choice('h') + task('b') + task('c'), 'g') +
      flow('g', 'h', 'x') +
      line('h', 'b', 'c', 'h');
    expect(await judge(model)).toEqual(['unsound', 'no-completion b: start start_g g g_h h h_b b']);
  });

  it('an element that only a join leads to that is never filled, because the other way terminates', async () => {
    const model =
      between(choice('g', 'g_a') + task('a') + task('b') + fork('j') + task('after'), 'g', 'a').replace(
        flow('a', 'end'),
        '',
      ) +
      node('endEvent', 't', '', '', '<bpmn:terminateEventDefinition />') +
      flow('g', 'b', 'x') +
      flow('a', 't') +
      flow('b', 'j') +
      flow('b', 't') +
      flow('after', 'j') +
      flow('j', 'after') +
      flow('after', 'end');
    expect(await judge(model)).toEqual(['unsound', 'unreached j: start start_g g g_b b']);
  });

  it('an error boundary event where nothing can go wrong', async () => {
    const model =
      between(node('subProcess', 's', '', '', task('a')) + on('s', 'e', error) + task('mend'), 's') +
      line('e', 'mend', 'end');
    expect(await judge(model)).toEqual(['unsound', 'unreached e: start start_s s a']);
  });

  it('tokens that become more with each round', async () => {
    const model = between(choice('h') + task('a') + fork('f') + task('b'), 'h', 'a', 'f', 'b') + flow('f', 'h');
    expect(await judge(model)).toEqual([
      'unsound',
      'unbounded b: start start_h h h_a a a_f f f_b b f_h h h_a a a_f f f_b b f_h h h_a a a_f f f_b b f_h h h_a a',
    ]);
  });
});

it('says what would go wrong in the words of the consequence', async () => {
  const model = between(choice('g', 'g_b') + task('a', '甲方意见') + task('b', '乙方意见') + fork('j'), 'g', 'b', 'j');
  const procedure = await drawn(model + flow('g', 'a', 'x') + flow('a', 'j'));
  expect(soundness([procedure])).toMatchInlineSnapshot(`
    [
      {
        "element": "j",
        "file": "procedure.bpmn",
        "message": "“j”等不齐：走图上标出的这条路时，从“甲方意见”来的那条路不会再有人走，案件会永远停住。",
        "name": "j",
        "path": [
          "start",
          "start_g",
          "g",
          "g_b",
          "b",
          "b_j",
        ],
        "property": "flow",
        "remedy": "改用排他网关（看条件走）合并，或让每条路都走到这里",
        "rule": "soundness",
        "severity": "error",
      },
      {
        "element": "j",
        "file": "procedure.bpmn",
        "message": "“j”等不齐：走图上标出的这条路时，从“乙方意见”来的那条路不会再有人走，案件会永远停住。",
        "name": "j",
        "path": [
          "start",
          "start_g",
          "g",
          "g_a",
          "a",
          "a_j",
        ],
        "property": "flow",
        "remedy": "改用排他网关（看条件走）合并，或让每条路都走到这里",
        "rule": "soundness",
        "severity": "error",
      },
    ]
  `);
});

describe('the remedy for a join that waits in vain names the gateway that fits', () => {
  const remedies = async (model: string) => [
    ...new Set(soundness([await drawn(model)]).map(({ element, remedy }) => `${element} ${remedy?.slice(2, 6)}`)),
  ];
  const several = (id: string, otherwise: string) => node('inclusiveGateway', id, id, '', '', `default="${otherwise}"`);
  const ab = task('a') + task('b');

  it('of a choice', async () => {
    const model = between(choice('g', 'g_b') + ab + fork('j'), 'g', 'b', 'j') + flow('g', 'a', 'x') + flow('a', 'j');
    expect(await remedies(model)).toEqual(['j 排他网关']);
  });

  it('of several ways', async () => {
    const model = between(several('g', 'g_b') + ab + fork('j'), 'g', 'b', 'j') + flow('g', 'a', 'x') + flow('a', 'j');
    expect(await remedies(model)).toEqual(['j 包容网关']);
  });

  it('of a choice on one of two ways at once', async () => {
    const model = between(fork('f') + ab + choice('g', 'g_j') + fork('j'), 'f', 'a', 'g', 'j');
    expect(await remedies(model + line('f', 'b', 'j') + flow('g', 'end', 'x'))).toEqual(['j 包容网关']);
  });

  it('of a choice behind ways that were joined before', async () => {
    const joined = fork('f') + task('x') + task('y') + fork('k') + line('f', 'y', 'k');
    const model = between(joined + choice('g', 'g_b') + ab + fork('j'), 'f', 'x', 'k', 'g', 'b', 'j');
    expect(await remedies(model + flow('g', 'a', 'x') + flow('a', 'j'))).toEqual(['j 排他网关']);
  });

  it('of a choice between one way and several', async () => {
    const model = between(choice('g', 'g_f') + fork('f') + ab + task('c') + fork('j'), 'g', 'f', 'a', 'j');
    const rest = line('f', 'b', 'j') + flow('g', 'c', 'x') + flow('c', 'j');
    expect(await remedies(model + rest)).toEqual(['j 包容网关']);
  });
});

it('verifies a global task, whose one node has the id of its process', async () => {
  const text = file(
    '<bpmn:startEvent id="s" />',
    '<bpmn:globalUserTask id="g"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="all" /></bpmn:extensionElements></bpmn:globalUserTask>',
  );
  const result = await compile([{ path: 'procedure.bpmn', text }], { published: true });
  const procedures = result.ok ? result.procedures : [];
  expect(procedures.map((one) => [one.id, verify(one).verdict])).toEqual([
    ['g', 'sound'],
    ['p', 'sound'],
  ]);
});

it('says that a drawing is too large to tell', async () => {
  const procedure = await drawn(between(task('a') + task('b'), 'a', 'b'));
  expect(verify(procedure, { states: 2 })).toEqual({
    verdict: 'unknown',
    findings: [{ kind: 'incomplete', elements: [], missing: [], path: [] }],
    states: 3,
  });
  expect(soundness([procedure], [], { states: 2 })).toMatchInlineSnapshot(`
    [
      {
        "file": "procedure.bpmn",
        "message": "“流程”太复杂，没有检查完（查了 3 种情况），不能保证不会卡住。",
        "property": "flow",
        "remedy": "把一部分拆成调用的流程",
        "rule": "soundness",
        "severity": "warning",
      },
    ]
  `);
});
