import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'event-definition',
      file(
        between(
          node(
            'intermediateCatchEvent',
            'a',
            '等',
            '',
            '<bpmn:timerEventDefinition id="ta"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
          ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('an event that waits for nothing', async () => {
  expect(
    await find(
      'event-definition',
      file(
        between(
          node('userTask', 'a', '甲') +
            node('boundaryEvent', 'b', '超期', '', '', 'attachedToRef="a"') +
            node('intermediateCatchEvent', 'c', '等'),
          'a',
          'c',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b event: “超期”没有说明等什么（时间、消息……），走到这里会停住。 [选择事件类型]",
      "error c event: “等”没有说明等什么（时间、消息……），走到这里会停住。 [选择事件类型]",
    ]
  `);
});
