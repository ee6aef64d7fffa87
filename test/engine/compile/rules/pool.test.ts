import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'pool',
      file(
        between(task('a'), 'a'),
        '<bpmn:collaboration id="c"><bpmn:participant id="x" name="综治中心" processRef="p" /><bpmn:participant id="y" name="派出所" /></bpmn:collaboration>',
      ),
    ),
  ).toEqual([]);
});

test('in two pools', async () => {
  expect(
    await find(
      'pool',
      file(
        between(task('a'), 'a'),
        '<bpmn:collaboration id="c"><bpmn:participant id="x" name="综治中心" processRef="p" /><bpmn:participant id="y" name="派出所" processRef="p" /></bpmn:collaboration>',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error y process: 流程“流程”同时画在“综治中心”和“派出所”两个池里，分不清是谁的。 [只放在一个池里]",
    ]
  `);
});
