import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'stage',
      file(
        between(node('userTask', 'a', '甲', '', '', 'onedoor:stage="处置"') + node('userTask', 'b', '乙'), 'a', 'b'),
      ),
    ),
  ).toEqual([]);
});

test('a stage that does not exist', async () => {
  expect(
    await find('stage', file(between(node('userTask', 'a', '甲', '', '', 'onedoor:stage="处理"'), 'a'))),
  ).toMatchInlineSnapshot(`
    [
      "error a stage: “甲”的阶段“处理”不是发现、研判、流转、处置、反馈之一，案件进度会显示错。 [选择阶段]",
    ]
  `);
});
