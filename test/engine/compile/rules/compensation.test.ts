import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'compensation',
      file(
        `${between(
          task('a') +
            node('boundaryEvent', 'b', '撤', '', '<bpmn:compensateEventDefinition />', 'attachedToRef="a"') +
            node('serviceTask', 'h', '退回', '', '', 'isForCompensation="true"') +
            node('intermediateThrowEvent', 't', '撤销', '', '<bpmn:compensateEventDefinition activityRef="a" />'),
          'a',
          't',
        )}<bpmn:association id="l" sourceRef="b" targetRef="h" associationDirection="One" />`,
      ),
    ),
  ).toEqual([]);
});

test('valid: thrown in an event sub-process for what is around it', async () => {
  expect(
    await find(
      'compensation',
      file(
        `${between(
          task('a') +
            node('boundaryEvent', 'b', '撤', '', '<bpmn:compensateEventDefinition />', 'attachedToRef="a"') +
            node('serviceTask', 'h', '退回', '', '', 'isForCompensation="true"') +
            node(
              'subProcess',
              's',
              '',
              '',
              node('startEvent', 'i', '', '', '<bpmn:errorEventDefinition />') +
                node('endEvent', 'j', '撤销', '', '<bpmn:compensateEventDefinition activityRef="a" />') +
                flow('i', 'j'),
              'triggeredByEvent="true"',
            ),
          'a',
        )}<bpmn:association id="l" sourceRef="b" targetRef="h" associationDirection="One" />`,
      ),
    ),
  ).toEqual([]);
});

test('without a handler, with a flow', async () => {
  expect(
    await find(
      'compensation',
      file(
        between(
          task('a') +
            node('boundaryEvent', 'b', '撤', '', '<bpmn:compensateEventDefinition />', 'attachedToRef="a"') +
            node('serviceTask', 'h', '退回', '', '', 'isForCompensation="true"'),
          'a',
        ) +
          flow('b', 'h') +
          flow('h', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b flow: 补偿事件“撤”不能有连线出去，要用关联线连到补偿步骤。 [改用关联线]",
      "error b handler: 补偿事件“撤”没有一个补偿步骤，需要撤销时不知道做什么。 [用关联线连上补偿步骤]",
      "error h flow: 补偿步骤“退回”只在撤销时做，不能连在流程的路上。 [删除连线]",
      "error h handler: 补偿步骤“退回”没有补偿事件连到它，永远不会做。 [用关联线连上补偿事件]",
    ]
  `);
});

test('a handler that is none', async () => {
  expect(
    await find(
      'compensation',
      file(
        `${between(
          task('a') +
            node('boundaryEvent', 'b', '撤', '', '<bpmn:compensateEventDefinition />', 'attachedToRef="a"') +
            task('h', '退回'),
          'a',
          'h',
        )}<bpmn:association id="l" sourceRef="b" targetRef="h" associationDirection="One" />`,
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b handler: 补偿事件“撤”连到的“退回”不是同一层的补偿步骤。 [设为补偿步骤]",
    ]
  `);
});

test('what lies in another scope', async () => {
  expect(
    await find(
      'compensation',
      file(
        between(
          node('subProcess', 's', '内', '', task('i', '里')) +
            node('intermediateThrowEvent', 't', '撤销', '', '<bpmn:compensateEventDefinition activityRef="i" />'),
          's',
          't',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error t activity: “撤销”要撤销“里”，但它不在同一层，撤销不到。 [选择同一层的步骤]",
    ]
  `);
});
