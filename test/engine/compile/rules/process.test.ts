import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(await find('process', file(between(task('a', '甲'), 'a')))).toEqual([]);
});

test('an empty pool is documentation', async () => {
  expect(await find('process', file('', '', 'id="p"'))).toEqual([]);
});

test('not executable, or without an id', async () => {
  expect(
    await find(
      'process',
      file(between(task('a', '甲'), 'a'), '<bpmn:process isExecutable="true" name="无号" />', 'id="p" name="流程"'),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error - id: “无号”没有编号，无法启动。 [填写编号]",
      "warning p executable: “流程”没有设为可执行，发布后不会运行，只当作说明。 [设为可执行]",
    ]
  `);
});
