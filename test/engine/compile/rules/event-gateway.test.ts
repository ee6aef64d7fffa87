import { expect, test } from 'vitest';
import { between, file, find, flow, line, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'event-gateway',
      file(
        between(
          node('eventBasedGateway', 'g', '等') +
            node('intermediateCatchEvent', 'm', '来信', '', '<bpmn:messageEventDefinition />') +
            node('intermediateCatchEvent', 't', '到时', '', '<bpmn:timerEventDefinition />'),
          'g',
          'm',
        ) + line('g', 't', 'end'),
      ),
    ),
  ).toEqual([]);
});

test('too few, and what cannot be waited for', async () => {
  expect(
    await find('event-gateway', file(between(node('eventBasedGateway', 'g', '等') + task('a', '甲'), 'g', 'a'))),
  ).toMatchInlineSnapshot(`
    [
      "error g flow: 事件网关“等”至少要有两个可以等的事件，否则没有可选的。 [连上要等的事件]",
      "error a flow: 事件网关“等”后面只能接要等的事件或接收任务，“甲”不能等。 [换成要等的事件]",
    ]
  `);
});

test('a target with another way in, both kinds of messages, a boundary event on a receive task', async () => {
  expect(
    await find(
      'event-gateway',
      file(
        between(
          node('eventBasedGateway', 'g', '等') +
            task('a') +
            node('intermediateCatchEvent', 'm', '来信', '', '<bpmn:messageEventDefinition />') +
            node('receiveTask', 'r', '收') +
            node('boundaryEvent', 'b', '超时', '', '<bpmn:timerEventDefinition />', 'attachedToRef="r"'),
          'a',
          'g',
          'm',
        ) +
          line('g', 'r', 'end') +
          flow('a', 'r'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error r flow: “收”由事件网关“等”等待，不能再有别的连线指向它。 [删除多余连线]",
      "error r flow: 接收任务“收”由事件网关等待，上面不能再贴边界事件。 [删除边界事件]",
      "error g flow: 事件网关“等”后面同时有接收任务和消息事件，收到消息时分不清给谁。 [只用其中一种]",
    ]
  `);
});

test('all events, but not at the beginning', async () => {
  expect(
    await find(
      'event-gateway',
      file(
        between(
          node('eventBasedGateway', 'g', '等', '', '', 'eventGatewayType="Parallel"') +
            node('intermediateCatchEvent', 'm', '来信', '', '<bpmn:messageEventDefinition />') +
            node('intermediateCatchEvent', 't', '到时', '', '<bpmn:timerEventDefinition />'),
          'g',
          'm',
        ) + line('g', 't', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g type: 事件网关“等”设为“都要等到”，但只有放在流程开头时才能这样设。 [改为等到一个]",
    ]
  `);
});
