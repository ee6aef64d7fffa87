import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'timer',
      file(
        between(
          node(
            'intermediateCatchEvent',
            'a',
            '等',
            '',
            '<bpmn:timerEventDefinition id="ta"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">2026-12-01T09:00:00+08:00</bpmn:timeDate></bpmn:timerEventDefinition>',
          ) +
            node(
              'intermediateCatchEvent',
              'b',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tb"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3DT4H</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'c',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tc"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'd',
              '等',
              '',
              '<bpmn:timerEventDefinition id="td"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=workdays(3)</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'e',
              '等',
              '',
              '<bpmn:timerEventDefinition id="te"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">2026-12-01</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ),
          'a',
          'b',
          'c',
          'd',
          'e',
        ),
      ),
    ),
  ).toEqual([]);
});

test('no time, two times, unreadable ones', async () => {
  expect(
    await find(
      'timer',
      file(
        between(
          node(
            'intermediateCatchEvent',
            'a',
            '等',
            '',
            '<bpmn:timerEventDefinition id="ta"></bpmn:timerEventDefinition>',
          ) +
            node(
              'intermediateCatchEvent',
              'b',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tb"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=now()</bpmn:timeDate><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'c',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tc"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">3 天</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'd',
              '等',
              '',
              '<bpmn:timerEventDefinition id="td"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT0S</bpmn:timeCycle></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'e',
              '等',
              '',
              '<bpmn:timerEventDefinition id="te"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDate></bpmn:timerEventDefinition>',
            ) +
            node(
              'intermediateCatchEvent',
              'f',
              '等',
              '',
              '<bpmn:timerEventDefinition id="tf"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ),
          'a',
          'b',
          'c',
          'd',
          'e',
          'f',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a timer: “等”没有设置时间，永远不会到时。 [设置时间]",
      "error b timer: “等”同时设置了几种时间，分不清按哪一种。 [设置时间]",
      "error c timer: “等”的时间“3 天”无法识别，应像“P3D”这样写，或用表达式。 [设置时间]",
      "error d timer: “等”的时间“R/PT0S”无法识别，应像“R3/P1D”这样写，或用表达式。 [设置时间]",
      "error e timer: “等”的时间“P1D”无法识别，应像“2026-12-01T09:00:00+08:00”这样写，或用表达式。 [设置时间]",
      "error f timer: “等”没有设置时间，永远不会到时。 [设置时间]",
    ]
  `);
});
