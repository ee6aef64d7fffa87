import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'lane',
      file(
        between(task('a', '甲'), 'a') +
          '<bpmn:laneSet id="l"><bpmn:lane id="x" name="综治中心"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="y" name="派出所" /></bpmn:laneSet>',
      ),
    ),
  ).toEqual([]);
});

test('in two lanes', async () => {
  expect(
    await find(
      'lane',
      file(
        between(task('a', '甲'), 'a') +
          '<bpmn:laneSet id="l"><bpmn:lane id="x" name="综治中心"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="y" name="派出所"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a lane: “甲”同时在泳道“综治中心”和“派出所”里，分不清由谁办。 [只放在一条泳道里]",
    ]
  `);
});
