import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(await find('identity', file(between(task('a', '甲'), 'a')))).toEqual([]);
});

test('a node and a flow without an id', async () => {
  expect(
    await find(
      'identity',
      file(
        between(`${task('a', '甲')}<bpmn:userTask name="乙" /><bpmn:sequenceFlow sourceRef="a" targetRef="a" />`, 'a'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error - id: 有一个人工任务没有编号，系统无法记录走到了哪里。 [填写编号]",
      "error - id: 有一个连线没有编号，系统无法记录走到了哪里。 [填写编号]",
    ]
  `);
});
