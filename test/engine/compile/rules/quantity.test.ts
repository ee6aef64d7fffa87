import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'quantity',
      file(between(node('userTask', 'a', '甲', '', '', 'startQuantity="2" completionQuantity="2"'), 'a')),
    ),
  ).toEqual([]);
});

test('none at all', async () => {
  expect(
    await find(
      'quantity',
      file(between(node('userTask', 'a', '甲', '', '', 'startQuantity="0" completionQuantity="-1"'), 'a')),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a startQuantity: “甲”的开始数量应是 1 以上的整数，否则永远不会开始或不会往下走。 [修改开始数量]",
      "error a completionQuantity: “甲”的完成数量应是 1 以上的整数，否则永远不会开始或不会往下走。 [修改完成数量]",
    ]
  `);
});
