import { expect, test } from 'vitest';
import { between, file, find, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'mapping',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:ioMapping><zeebe:input source="=x" target="金额" /><zeebe:output source="=true" target="case.signed" /></zeebe:ioMapping>',
          ),
          'a',
        ),
      ),
    ),
  ).toEqual([]);
});

test('names, sources and repetitions', async () => {
  expect(
    await find(
      'mapping',
      file(
        between(
          task(
            'a',
            '甲',
            '<zeebe:ioMapping><zeebe:input source="=x" target="the amount" /><zeebe:input source="=" target="b" /><zeebe:input source="=2" target="b" /><zeebe:output source="level" target="level" /><zeebe:output source="=1" target="case.__proto__" /></zeebe:ioMapping>',
          ),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a inputs: “甲”第 1 个输入的变量名“the amount”不合规范，只能用文字、数字和下划线。 [修改输入]",
      "error a inputs: “甲”的输入“b”没有写来源，值是空的。 [修改输入]",
      "error a inputs: “甲”的输入“b”写了两次，后一个会盖掉前一个。 [修改输入]",
      "warning a outputs: “甲”的输出“level”来源没有以“=”开头，会当作固定文字“level”。 [修改输出]",
      "error a outputs: “甲”第 2 个输出的变量名“case.__proto__”不合规范，只能用文字、数字和下划线。 [修改输出]",
    ]
  `);
});
