import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(await find('references', file(between(task('a', '甲'), 'a')))).toEqual([]);
});

test('a flow that lacks an end', async () => {
  expect(
    await find(
      'references',
      file(
        `${between(task('a', '甲'), 'a')}<bpmn:sequenceFlow id="f" sourceRef="a" /><bpmn:sequenceFlow id="g" targetRef="a" />`,
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error f flow: 连线“f”没有终点，流程走不过去。 [重新连线]",
      "error g flow: 连线“g”没有起点，流程走不过去。 [重新连线]",
    ]
  `);
});
