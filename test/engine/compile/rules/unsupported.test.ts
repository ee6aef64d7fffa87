import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          task('a', '甲') +
            node('scriptTask', 's', '算') +
            node('subProcess', 'u', '内', '', task('i', '里')) +
            node(
              'boundaryEvent',
              'late',
              '超期',
              '',
              '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
              'attachedToRef="a"',
            ),
          'a',
          's',
          'u',
        ),
      ),
    ),
  ).toEqual([]);
});

test('choreographies, and what cannot all come together', async () => {
  expect(
    await find(
      'unsupported',
      file(
        between(
          node('choreographyTask', 'a', '往来') +
            task('b', '甲') +
            node(
              'boundaryEvent',
              'c',
              '都等',
              '',
              '<bpmn:errorEventDefinition id="a5" /><bpmn:timerEventDefinition id="a6" />',
              'attachedToRef="b" parallelMultiple="true"',
            ),
          'a',
          'b',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a type: 暂不支持编排任务（“往来”），走到这里流程无法继续。 [换一种元素]",
      "error c type: 暂不支持多重边界事件（“都等”），走到这里流程无法继续。 [换一种元素]",
    ]
  `);
});

test('data and its associations are run', async () => {
  const drawn = '<bpmn:dataObject id="o" /><bpmn:dataObjectReference id="r" name="材料" dataObjectRef="o" />';
  const association =
    '<bpmn:dataInputAssociation id="x"><bpmn:sourceRef>r</bpmn:sourceRef></bpmn:dataInputAssociation>';
  expect(await find('unsupported', file(between(task('a', '甲'), 'a') + drawn))).toEqual([]);
  expect(await find('unsupported', file(between(node('userTask', 'a', '甲', '', association), 'a') + drawn))).toEqual(
    [],
  );
});
