import { expect, test } from 'vitest';
import { between, file, find, flow, line, node, task } from './draw.ts';

test('valid, by a boundary event too', async () => {
  expect(
    await find(
      'unreachable',
      file(
        between(
          task('a', '甲') +
            task('b', '乙') +
            node(
              'boundaryEvent',
              'late',
              '超期',
              '',
              '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
              'attachedToRef="a"',
            ),
          'a',
        ) + flow('late', 'b'),
      ),
    ),
  ).toEqual([]);
});

test('without a start event all beginnings count', async () => {
  expect(await find('unreachable', file(task('a', '甲') + task('b', '乙')))).toEqual([]);
});

test('left aside, with what follows', async () => {
  expect(
    await find(
      'unreachable',
      file(
        between(
          task('a', '甲') +
            task('b', '乙') +
            task('c', '丙') +
            task('d', '丁') +
            node(
              'boundaryEvent',
              'late',
              '超期',
              '',
              '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
              'attachedToRef="b"',
            ),
          'a',
        ) +
          line('b', 'c', 'b') +
          flow('late', 'd'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error b flow: “乙”永远走不到：没有路通向它。 [连上前一步]",
      "error c flow: “丙”永远走不到：没有路通向它。 [连上前一步]",
      "error d flow: “丁”永远走不到：没有路通向它。 [连上前一步]",
      "error late flow: “超期”永远走不到：没有路通向它。 [连上前一步]",
    ]
  `);
});
