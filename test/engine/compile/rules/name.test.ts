import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'name',
      file(between(task('a', '甲') + node('exclusiveGateway', 'j') + node('serviceTask', 's'), 'a', 'j', 's')),
    ),
  ).toEqual([]);
});

test('nameless tasks, calls and choices', async () => {
  expect(
    await find(
      'name',
      file(
        between(task('a') + node('callActivity', 'c', ' ') + node('exclusiveGateway', 'g'), 'a', 'c', 'g') +
          flow('g', 'a', '=x'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "warning a name: 人工任务“a”没有名称，办理人看不出要做什么。 [填写名称]",
      "warning c name: 调用流程“c”没有名称，办理人看不出要做什么。 [填写名称]",
      "warning g name: 排他网关“g”没有名称，看图的人不知道这里在判断什么。 [填写名称]",
    ]
  `);
});
