import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'event-sub-process',
      file(
        between(
          task('a') +
            node(
              'subProcess',
              's',
              '',
              '',
              node('startEvent', 'i', '触发', '', '<bpmn:timerEventDefinition />') + task('j') + flow('i', 'j'),
              'triggeredByEvent="true"',
            ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('no start, two starts, a start without an event', async () => {
  expect(
    await find(
      'event-sub-process',
      file(
        between(
          task('a') +
            node('subProcess', 's', '一', '', task('b'), 'triggeredByEvent="true"') +
            node(
              'subProcess',
              't',
              '二',
              '',
              node('startEvent', 'c', '', '', '<bpmn:timerEventDefinition />') +
                node('startEvent', 'd', '', '', '<bpmn:timerEventDefinition />'),
              'triggeredByEvent="true"',
            ) +
            node('subProcess', 'u', '三', '', node('startEvent', 'e'), 'triggeredByEvent="true"'),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error s start: 事件子流程“一”应有一个开始事件，现在有 0 个，不知道由什么触发。 [只留一个开始]",
      "error t start: 事件子流程“二”应有一个开始事件，现在有 2 个，不知道由什么触发。 [只留一个开始]",
      "error u start: 事件子流程“三”的开始没有说明由什么触发，永远不会开始。 [选择事件类型]",
    ]
  `);
});

test('in the flow, with a boundary event', async () => {
  expect(
    await find(
      'event-sub-process',
      file(
        between(
          node(
            'subProcess',
            's',
            '一',
            '',
            node('startEvent', 'c', '', '', '<bpmn:timerEventDefinition />'),
            'triggeredByEvent="true"',
          ) + node('boundaryEvent', 'b', '', '', '<bpmn:timerEventDefinition />', 'attachedToRef="s"'),
          's',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error s flow: 事件子流程“一”由事件触发，不能连在流程的路上。 [删除连线]",
      "error s host: 事件子流程“一”上不能贴边界事件。 [删除边界事件]",
    ]
  `);
});

test('several times, with quantities, for compensation', async () => {
  const drawn = (id: string, attributes: string, inside = '') =>
    node(
      'subProcess',
      id,
      id,
      '',
      node('startEvent', `${id}s`, '', '', '<bpmn:timerEventDefinition />') + inside,
      `triggeredByEvent="true" ${attributes}`,
    );
  const inside = [
    drawn('a', '', '<bpmn:standardLoopCharacteristics loopMaximum="2" />'),
    drawn('b', '', '<bpmn:multiInstanceLoopCharacteristics />'),
    drawn('c', 'startQuantity="2"'),
    drawn('d', 'completionQuantity="2"'),
    drawn('e', 'isForCompensation="true"'),
    drawn('f', 'startQuantity="1"'),
  ];
  const found = await find('event-sub-process', file(inside.join('')));
  expect(found).toEqual(
    ['a', 'b', 'c', 'd', 'e'].map(
      (id) =>
        `error ${id} loop: 事件子流程“${id}”由事件触发，来一次办一次，不能设为循环、多份或补偿步骤。 [取消该设置]`,
    ),
  );
});
