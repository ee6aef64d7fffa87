import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'error-code',
      file(
        between(
          node('serviceTask', 'a', '甲') +
            node(
              'boundaryEvent',
              'b',
              '出错',
              '',
              '<bpmn:errorEventDefinition id="x" errorRef="e" />',
              'attachedToRef="a"',
            ) +
            node('boundaryEvent', 'c', '其余', '', '<bpmn:errorEventDefinition id="y" />', 'attachedToRef="a"'),
          'a',
        ),
        '<bpmn:error id="e" errorCode="no-room" />',
      ),
    ),
  ).toEqual([]);
});

test('an error without a fixed code', async () => {
  expect(
    await find(
      'error-code',
      file(
        between(
          node('serviceTask', 'a', '甲') +
            node(
              'boundaryEvent',
              'b',
              '出错',
              '',
              '<bpmn:errorEventDefinition id="x" errorRef="e" />',
              'attachedToRef="a"',
            ) +
            node(
              'boundaryEvent',
              'c',
              '出错',
              '',
              '<bpmn:errorEventDefinition id="y" errorRef="g" />',
              'attachedToRef="a"',
            ),
          'a',
        ),
        '<bpmn:error id="e" name="没有房间" /><bpmn:error id="g" errorCode="=code" />',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b error: “出错”的错误“没有房间”没有固定的代码，出错时对应不上。 [填写错误代码]",
      "error c error: “出错”的错误“g”没有固定的代码，出错时对应不上。 [填写错误代码]",
    ]
  `);
});
