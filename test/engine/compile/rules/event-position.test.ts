import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid at every position', async () => {
  expect(
    await find(
      'event-position',
      file(
        between(
          node('boundaryEvent', 'b', '边', '', '<bpmn:timerEventDefinition />', 'attachedToRef="a"') +
            task('a') +
            node('intermediateCatchEvent', 'c', '等', '', '<bpmn:signalEventDefinition />') +
            node('intermediateThrowEvent', 't', '发', '', '<bpmn:escalationEventDefinition />') +
            node(
              'subProcess',
              's',
              '',
              '',
              node('startEvent', 'i', '触发', '', '<bpmn:errorEventDefinition />'),
              'triggeredByEvent="true"',
            ) +
            node('endEvent', 'x', '止', '', '<bpmn:terminateEventDefinition />'),
          'a',
          'c',
          't',
        ) + node('startEvent', 'm', '来信', '', '<bpmn:messageEventDefinition />'),
      ),
    ),
  ).toEqual([]);
});

test('none of them where it cannot happen', async () => {
  expect(
    await find(
      'event-position',
      file(
        between(
          task('a', '甲') +
            node(
              'subProcess',
              's',
              '',
              '',
              node('startEvent', 'i', '触发', '', '<bpmn:timerEventDefinition />') + task('j'),
            ) +
            node('startEvent', 'f', '错', '', '<bpmn:errorEventDefinition />') +
            node('boundaryEvent', 'b', '边', '', '<bpmn:linkEventDefinition name="x" />', 'attachedToRef="a"') +
            node('intermediateCatchEvent', 'c', '等', '', '<bpmn:errorEventDefinition />') +
            node('intermediateThrowEvent', 't', '发', '', '<bpmn:timerEventDefinition />') +
            node('endEvent', 'x', '止', '', '<bpmn:conditionalEventDefinition />'),
          'a',
          's',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error f event: 错误开始事件“错”不能放在流程的开始，走到这里不会起作用。 [换一种事件]",
      "error b event: 链接边界事件“边”不能放在步骤的边界上，走到这里不会起作用。 [换一种事件]",
      "error c event: 错误中间捕获事件“等”不能放在流程中间等待的地方，走到这里不会起作用。 [换一种事件]",
      "error t event: 定时中间抛出事件“发”不能放在流程中间抛出的地方，走到这里不会起作用。 [换一种事件]",
      "error x event: 条件结束事件“止”不能放在结束的地方，走到这里不会起作用。 [换一种事件]",
      "error i event: 定时开始事件“触发”不能放在子流程的开始（子流程只能走进去，不能由事件触发），走到这里不会起作用。 [换一种事件]",
    ]
  `);
});

test('in an event sub-process', async () => {
  expect(
    await find(
      'event-position',
      file(
        between(
          node(
            'subProcess',
            's',
            '',
            '',
            node('startEvent', 'i', '触发', '', '<bpmn:cancelEventDefinition />'),
            'triggeredByEvent="true"',
          ),
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error i event: 取消开始事件“触发”不能放在事件子流程的开始，走到这里不会起作用。 [换一种事件]",
    ]
  `);
});
