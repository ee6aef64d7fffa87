import { describe, expect, it } from 'vitest';
import { between, flow, line, node, task } from '../compile/rules/draw.ts';
import { judge } from './support.ts';

const script = (id: string) => node('scriptTask', id, id, '<zeebe:script expression="=1" resultVariable="x" />');
const fork = (id: string) => node('parallelGateway', id, id);
const any = (id: string, otherwise = '') =>
  node('inclusiveGateway', id, id, '', '', otherwise && `default="${otherwise}"`);
const choice = (id: string, otherwise = '') =>
  node('exclusiveGateway', id, id, '', '', otherwise && `default="${otherwise}"`);
const on = (host: string, id: string, trigger: string, interrupting = true) =>
  node('boundaryEvent', id, id, '', trigger, `attachedToRef="${host}" cancelActivity="${interrupting}"`);
const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
const condition =
  '<bpmn:conditionalEventDefinition><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition>';
const signal = '<bpmn:signalEventDefinition signalRef="sig" />';
const around = `<bpmn:signal id="sig" name="sig" /><bpmn:escalation id="esc" escalationCode="late" /><bpmn:error id="err" errorCode="refused" />
  <bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>`;
const escalation = '<bpmn:escalationEventDefinition escalationRef="esc" />';
const error = '<bpmn:errorEventDefinition errorRef="err" />';
const compensate = '<bpmn:compensateEventDefinition />';
const caught = (id: string, trigger: string) => node('intermediateCatchEvent', id, id, '', trigger);
const thrown = (id: string, trigger: string) => node('intermediateThrowEvent', id, id, '', trigger);
const endAt = (id: string, trigger: string) => node('endEvent', id, id, '', trigger);
const beside = (id: string, trigger: string, inside: string, interrupting = true) =>
  node(
    'subProcess',
    id,
    id,
    '',
    node('startEvent', `${id}s`, '', '', trigger, `isInterrupting="${interrupting}"`) + inside,
    'triggeredByEvent="true"',
  );
const instances = (id: string, inside: string) =>
  node(
    'userTask',
    id,
    id,
    '',
    `<bpmn:multiInstanceLoopCharacteristics>${inside}</bpmn:multiInstanceLoopCharacteristics>`,
  );
const three = '<bpmn:loopCardinality>3</bpmn:loopCardinality>';

const is = async (inside: string, ...verdict: readonly string[]) =>
  expect((await judge(inside, around)).map((one) => one.split(':')[0])).toEqual(verdict);

describe('gateways', () => {
  const split = any('g', 'g_b') + task('a') + task('b');
  it('an inclusive choice and its join', () =>
    is(between(split + any('j'), 'g', 'b', 'j') + flow('g', 'a', 'x') + flow('a', 'j'), 'sound'));
  it('an inclusive choice at a parallel join', () =>
    is(
      between(split + fork('j'), 'g', 'b', 'j') + flow('g', 'a', 'x') + flow('a', 'j'),
      'unsound',
      'join j without a_j',
      'join j without b_j',
    ));
  it('a parallel split at an inclusive join', () =>
    is(between(fork('f') + task('a') + task('b') + any('j'), 'f', 'a', 'j') + line('f', 'b', 'j'), 'sound'));
  it('two inclusive joins that wait for each other', () =>
    is(
      between(fork('f') + task('a') + task('b') + any('j') + any('k') + fork('o') + fork('q'), 'f', 'a', 'j', 'o') +
        line('f', 'b', 'k', 'q', 'end') +
        flow('o', 'k') +
        flow('q', 'j'),
      'unsound',
      'join j k without q_j o_k',
    ));
  it('whichever event is first', () =>
    is(
      between(node('eventBasedGateway', 'g') + caught('a', timer) + caught('b', signal), 'g', 'a') +
        line('g', 'b', 'end'),
      'sound',
    ));
  it('whichever event is first, and a join of both', () =>
    is(
      between(node('eventBasedGateway', 'g') + caught('a', timer) + caught('b', signal) + fork('j'), 'g', 'a', 'j') +
        line('g', 'b', 'j'),
      'unsound',
      'join j without b_j',
      'join j without a_j',
    ));
  it('a complex gateway that goes on before all have come', () =>
    is(
      between(
        fork('f') +
          task('a') +
          task('b') +
          node('complexGateway', 'c', '', '', '<bpmn:activationCondition>=x</bpmn:activationCondition>'),
        'f',
        'a',
        'c',
      ) + line('f', 'b', 'c'),
      'sound',
    ));
});

describe('events', () => {
  it('a condition, a signal, links', () =>
    is(
      node('startEvent', 's') +
        caught('a', condition) +
        caught('b', signal) +
        thrown('c', '<bpmn:linkEventDefinition name="l" />') +
        caught('d', '<bpmn:linkEventDefinition name="l" />') +
        node('endEvent', 'e') +
        line('s', 'a', 'b', 'c') +
        flow('d', 'e'),
      'sound',
    ));
  it('a condition that comes true again and again beside a step', () =>
    is(between(task('a') + on('a', 'b', condition, false) + task('r'), 'a') + flow('b', 'r'), 'sound'));
  it('an escalation that nothing throws', () =>
    is(
      between(node('subProcess', 's', '', '', task('a')) + on('s', 'b', escalation) + task('r'), 's') + flow('b', 'r'),
      'unsound',
      'unreached b',
    ));
  it('an escalation out of a sub-process', () =>
    is(
      between(
        node('subProcess', 's', '', '', task('a') + thrown('t', escalation) + task('c') + line('a', 't', 'c')) +
          on('s', 'b', escalation, false) +
          task('r'),
        's',
      ) + flow('b', 'r'),
      'sound',
    ));
  it('an error that ends the procedure for its caller', () =>
    is(between(task('a') + choice('g', 'g_end') + endAt('x', error), 'a', 'g') + flow('g', 'x', 'y'), 'sound'));
  it('event sub-processes, interrupting and beside', () =>
    is(
      between(
        task('a') +
          beside('v', signal, task('q') + flow('vs', 'q')) +
          beside('r', timer, task('t') + flow('rs', 't'), false),
        'a',
      ),
      'sound',
    ));
  it('a join behind the events of an event sub-process', () =>
    is(
      between(
        task('a') +
          beside(
            'v',
            signal,
            choice('g', 'g_u') +
              task('t') +
              task('u') +
              fork('j') +
              line('vs', 'g', 'u', 'j') +
              flow('g', 't', 'x') +
              flow('t', 'j'),
          ),
        'a',
      ),
      'unsound',
      'join j without t_j',
      'join j without u_j',
    ));
  it('a message or a time at the beginning', () =>
    is(
      node('startEvent', 's', '', '', '<bpmn:messageEventDefinition messageRef="m" />') +
        node('startEvent', 't', '', '', timer) +
        task('a') +
        task('b') +
        flow('s', 'a') +
        flow('t', 'b'),
      'sound',
    ));
  it('two messages at the beginning that a join waits for together', () =>
    is(
      node('startEvent', 's', '', '', '<bpmn:messageEventDefinition messageRef="m" />') +
        node('startEvent', 't', '', '', timer) +
        fork('j') +
        task('a') +
        line('s', 'j', 'a') +
        flow('t', 'j'),
      'unsound',
      'join j without t_j',
      'join j without s_j',
    ));
});

describe('activities', () => {
  it('some instances, none or several, with an end before all are done', () =>
    is(
      between(
        instances('a', `${three}<bpmn:completionCondition>=x</bpmn:completionCondition>`) +
          on('a', 'b', timer) +
          task('r'),
        'a',
      ) + flow('b', 'r'),
      'sound',
    ));
  it('a join in each of several instances', () =>
    is(
      between(
        node(
          'subProcess',
          's',
          '',
          '',
          `<bpmn:multiInstanceLoopCharacteristics>${three}</bpmn:multiInstanceLoopCharacteristics>${choice('g', 'g_u')}${task('t')}${task('u')}${fork('j')}${line('g', 'u', 'j')}${flow('g', 't', 'x')}${flow('t', 'j')}`,
        ),
        's',
      ),
      'unsound',
      'join j without t_j',
      'join j without u_j',
    ));
  it('a loop', () =>
    is(
      between(
        node(
          'userTask',
          'a',
          '',
          '',
          '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>=x</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
        ),
        'a',
      ),
      'sound',
    ));
  it('activities in any order until a condition holds', () =>
    is(
      between(
        node(
          'adHocSubProcess',
          's',
          '',
          '',
          `${task('a')}${task('b')}<bpmn:completionCondition>=x</bpmn:completionCondition>`,
        ),
        's',
      ),
      'sound',
    ));
  it('more tokens than ever come', () =>
    is(
      between(script('a') + node('userTask', 'b', '', '', '', 'startQuantity="2"'), 'a', 'b'),
      'unsound',
      'deadlock b',
    ));
  it('what is undone when a transaction is cancelled', () => {
    const handler = node(
      'serviceTask',
      'h',
      '',
      '<zeebe:taskDefinition type="undo" />',
      '',
      'isForCompensation="true"',
    );
    const inside = `${task('a') + on('a', 'u', compensate) + handler + choice('g', 'g_z') + endAt('z', '') + endAt('x', '<bpmn:cancelEventDefinition />') + line('a', 'g') + flow('g', 'z') + flow('g', 'x', 'y')}<bpmn:association id="as" sourceRef="u" targetRef="h" associationDirection="One" />`;
    return is(
      between(
        node('transaction', 's', '', '', inside) + on('s', 'c', '<bpmn:cancelEventDefinition />') + task('r'),
        's',
      ) + flow('c', 'r'),
      'sound',
    );
  });
  it('what is never undone', () => {
    const handler = node(
      'serviceTask',
      'h',
      '',
      '<zeebe:taskDefinition type="undo" />',
      '',
      'isForCompensation="true"',
    );
    return is(
      `${between(task('a') + on('a', 'u', compensate) + handler, 'a')}<bpmn:association id="as" sourceRef="u" targetRef="h" associationDirection="One" />`,
      'unsound',
      'unreached h',
    );
  });
});
