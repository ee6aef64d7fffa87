import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid: neither', async () => {
  expect(await find('start-end', file(between(node('subProcess', 's', '', '', task('a')), 's')))).toEqual([]);
});

test('valid: a task that begins', async () => {
  expect(
    await find(
      'start-end',
      file(node('receiveTask', 'a', '', '', '', 'instantiate="true"') + node('endEvent', 'e') + flow('a', 'e')),
    ),
  ).toEqual([]);
});

test('an end alone', async () => {
  expect(await find('start-end', file(task('a') + node('endEvent', 'e') + flow('a', 'e')))).toMatchInlineSnapshot(`
    [
      "error p start: “流程”画了结束却没有画开始，看不出从哪里开始。 [添加开始事件]",
    ]
  `);
});
