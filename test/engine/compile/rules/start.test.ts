import { expect, test } from 'vitest';
import { between, file, find, flow, line, node, task } from './draw.ts';

test('valid, also without a start event', async () => {
  expect(await find('start', file(between(node('subProcess', 's', '内', '', task('i', '里')), 's')))).toEqual([]);
});

test('empty', async () => {
  expect(await find('start', file(between(node('subProcess', 's', '内'), 's')))).toMatchInlineSnapshot(`
    [
      "error s start: “内”是空的，没有任何步骤。 [添加步骤]",
    ]
  `);
});

test('several', async () => {
  expect(
    await find('start', file(between(task('a', '甲') + node('startEvent', 'second'), 'a') + flow('second', 'a'))),
  ).toMatchInlineSnapshot(`
    [
      "warning p start: “流程”有 2 个开始事件，会同时从这几处开始，各走一遍。 [只留一个开始]",
    ]
  `);
});

test('none', async () => {
  expect(await find('start', file(task('a', '甲') + task('b', '乙') + line('a', 'b', 'a')))).toMatchInlineSnapshot(`
    [
      "error p start: “流程”没有起点，不知道从哪里开始。 [添加开始事件]",
    ]
  `);
});
