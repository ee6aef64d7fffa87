import { type Cell, choice, drawing, ending, flow, job, line, node, START, type Step, steps, work } from './cell.ts';
import { DEFINITIONS } from './triggers.ts';

const start = node('startEvent', 'start');
const end = node('endEvent', 'end');
const behind = ending('mark') + flow('it', 'mark');
const enter = flow('start', 'it');

/** `it` stands between the start and the mark; the deeds of the two runs follow the start. */
const between = (it: string, happens: readonly Step[], not: readonly Step[], begin: Step = START): Cell => ({
  text: drawing(start + it + enter + behind),
  happens: steps(begin, ...happens),
  not: steps(begin, ...not),
});

/** Somebody decides by x whether `it` is reached at all. */
const decided = (it: string, ...after: Step[]): Cell => ({
  text: drawing(start + work('ask') + choice('g', 'it', 'end') + it + end + line('start', 'ask', 'g') + behind),
  happens: steps(START, ['complete', 'ask', { x: 2 }], ...after),
  not: steps(START, ['complete', 'ask', { x: 1 }]),
});

const fails: readonly Step[] = [['fail', 'it', { message: 'Expected an answer but there was none' }]];
const script = (expression: string) =>
  node('scriptTask', 'it', '', `<zeebe:script expression="=${expression}" resultVariable="r" />`);
const loop = (inside: string) => node('userTask', 'it', '', MEDIATOR_TASK, inside);
const MEDIATOR_TASK = '<zeebe:assignmentDefinition candidateGroups="mediator" />';
const instances = (attributes: string) =>
  loop(
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopCardinality>=x</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
  );

/** Whether the activity was entered for itself and `times` more. */
const entered = (times: number) => (trace: { readonly steps: Cell['happens'] }) =>
  trace.steps.flatMap(({ events = [] }) => events.filter((one) => one.type === 'entered' && one.element === 'it'))
    .length ===
  1 + times;

const fork = (gateway: string, attributes = '', inside = '') =>
  node('parallelGateway', 'f') +
  work('a') +
  work('b') +
  node(gateway, 'it', '', '', inside, attributes) +
  line('start', 'f', 'a', 'it') +
  line('f', 'b', 'it');

const joined = (gateway: string, happens: readonly Step[], not: readonly Step[], inside = ''): Cell => ({
  text: drawing(start + fork(gateway, '', inside) + behind),
  happens: steps(START, ...happens),
  not: steps(START, ...not),
});

const both: readonly Step[] = [
  ['complete', 'a'],
  ['complete', 'b'],
];
const inner = (extra = '') =>
  node('startEvent', 'in') + work('a') + node('endEvent', 'out') + line('in', 'a', 'out') + extra;

/** Activities, gateways, loops and markers: rows of the specification's other tables, by what docs/bpmn.md calls them. */
export const ROWS: Readonly<Record<string, Cell>> = {
  task: decided(node('task', 'it')),
  manualTask: decided(node('manualTask', 'it')),
  userTask: between(
    work('it'),
    [['complete', 'it', {}, 'li']],
    [
      ['claim', 'it', 'wang'],
      ['complete', 'it', {}, 'li'],
    ],
  ),
  serviceTask: between(job('it'), [['complete', 'it']], fails),
  sendTask: between(node('sendTask', 'it', '', '<zeebe:taskDefinition type="work" />'), [['complete', 'it']], fails),
  receiveTask: between(
    node('receiveTask', 'it', '', '', '', 'messageRef="m"'),
    [['message', 'm', 'K']],
    [['message', 'm', 'another']],
  ),
  scriptTask: {
    ...between(script('x ** 400'), [], []),
    happens: steps(['start', 'p', { x: 1 }]),
    not: steps(['start', 'p', { x: 1000 }]),
  },
  businessRuleTask: decided(
    node('businessRuleTask', 'it', '', '<zeebe:calledDecision decisionId="level" resultVariable="r" />'),
  ),
  subProcess: between(node('subProcess', 'it', '', '', inner()), [['complete', 'a']], []),
  transaction: between(node('transaction', 'it', '', '', inner()), [['complete', 'a']], []),
  adHocSubProcess: between(
    node(
      'adHocSubProcess',
      'it',
      '',
      '',
      `${work('a')}${work('b')}<bpmn:completionCondition>=x > 1</bpmn:completionCondition>`,
    ),
    [['complete', 'a', { x: 2 }]],
    [['complete', 'a', { x: 1 }]],
  ),
  callActivity: between(
    node('callActivity', 'it', '', '<zeebe:calledElement processId="p2" bindingType="deployment" />'),
    [['complete', 'a']],
    [],
  ),
  exclusiveGateway: {
    text: drawing(start + choice('it', 'mark', 'end') + enter + ending('mark') + end),
    happens: steps(['start', 'p', { x: 2 }]),
    not: steps(['start', 'p', { x: 1 }]),
  },
  parallelGateway: joined('parallelGateway', both, [['complete', 'a']]),
  inclusiveGateway: joined('inclusiveGateway', both, [['complete', 'a']]),
  complexGateway: joined(
    'complexGateway',
    [['complete', 'a', { x: 2 }]],
    [['complete', 'a', { x: 1 }]],
    '<bpmn:activationCondition>=x > 1</bpmn:activationCondition>',
  ),
  eventBasedGateway: {
    text: drawing(
      start +
        node('eventBasedGateway', 'it') +
        enter +
        ending('mark') +
        end +
        node('intermediateCatchEvent', 'one', '', '', DEFINITIONS.message) +
        line('it', 'one', 'mark') +
        node('intermediateCatchEvent', 'two', '', '', DEFINITIONS.timer) +
        line('it', 'two', 'end'),
    ),
    happens: steps(START, ['message', 'm', 'K']),
    not: steps(START, ['advance', 'P1D']),
  },
  'standard loop': {
    ...between(
      loop(
        '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>=x > 1</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
      [['complete', 'it', { x: 2 }]],
      [['complete', 'it', { x: 1 }]],
    ),
    shows: entered(2),
  },
  'standard loop, tested before': {
    text: drawing(
      start +
        work('ask') +
        loop(
          '<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="2"><bpmn:loopCondition>=x > 1</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
        ) +
        line('start', 'ask', 'it') +
        behind,
    ),
    happens: steps(START, ['complete', 'ask', { x: 2 }]),
    not: steps(START, ['complete', 'ask', { x: 1 }]),
    shows: entered(1),
  },
  'multi-instance, parallel': {
    ...between(instances(''), [], [], START),
    happens: steps(['start', 'p', { x: 2 }]),
    not: steps(['start', 'p', { x: 0 }]),
    shows: entered(2),
  },
  'multi-instance, sequential': {
    ...between(instances('isSequential="true"'), [['complete', 'it']], [], ['start', 'p', { x: 2 }]),
    shows: entered(2),
  },
  '`startQuantity`': {
    text: drawing(
      start +
        node('parallelGateway', 'f') +
        work('a') +
        work('b') +
        line('start', 'f', 'a', 'it') +
        line('f', 'b', 'it') +
        node('userTask', 'it', '', MEDIATOR_TASK, '', 'startQuantity="2"') +
        behind,
    ),
    happens: steps(START, ...both),
    not: steps(START, ['complete', 'a']),
    shows: entered(0),
  },
  '`completionQuantity`': {
    ...between(node('userTask', 'it', '', MEDIATOR_TASK, '', 'completionQuantity="2"'), [['complete', 'it']], []),
    shows: ({ steps: all }) =>
      all.flatMap(({ events = [] }) => events.filter((one) => one.type === 'entered' && one.element === 'mark'))
        .length === 2,
  },
  'conditional flow of an activity': {
    text: drawing(start + work('it') + enter + flow('it', 'mark', 'x > 1') + ending('mark') + flow('it', 'end') + end),
    happens: steps(START, ['complete', 'it', { x: 2 }]),
    not: steps(START, ['complete', 'it', { x: 1 }]),
  },
  'data out of a catch event': {
    text: drawing(
      `<bpmn:dataObject id="d" name="answer" /><bpmn:dataObjectReference id="ref" dataObjectRef="d" />` +
        start +
        node(
          'intermediateCatchEvent',
          'it',
          '',
          '',
          `<bpmn:dataOutput id="out" name="by" /><bpmn:dataOutputAssociation id="oa"><bpmn:sourceRef>out</bpmn:sourceRef><bpmn:targetRef>ref</bpmn:targetRef></bpmn:dataOutputAssociation>${DEFINITIONS.message}`,
        ) +
        enter +
        choice('g', 'mark', 'end').replaceAll('x > 1', 'answer = "li"') +
        flow('it', 'g') +
        ending('mark') +
        end,
    ),
    happens: steps(START, ['message', 'm', 'K', { by: 'li' }]),
    not: steps(START, ['message', 'm', 'K', { by: 'wang' }]),
  },
  'data into a throw event': {
    text: drawing(
      start +
        node('parallelGateway', 'f') +
        line('start', 'f', 'ask', 'it', 'end') +
        flow('f', 'catch') +
        work('ask') +
        end +
        node(
          'intermediateThrowEvent',
          'it',
          '',
          '',
          `<bpmn:dataInput id="in" name="n" /><bpmn:dataInputAssociation id="ia"><bpmn:targetRef>in</bpmn:targetRef><bpmn:assignment><bpmn:from>=x * 10</bpmn:from><bpmn:to>n</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation>${DEFINITIONS.message}`,
        ) +
        node('intermediateCatchEvent', 'catch', '', '', DEFINITIONS.message) +
        choice('g', 'mark', 'over').replaceAll('x > 1', 'n = 20') +
        flow('catch', 'g') +
        ending('mark') +
        node('endEvent', 'over'),
    ),
    happens: steps(START, ['complete', 'ask', { x: 2 }]),
    not: steps(START, ['complete', 'ask', { x: 1 }]),
  },
};
