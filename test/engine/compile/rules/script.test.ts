import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'script',
      file(between(node('scriptTask', 'a', '甲', '<zeebe:script expression="=1 + 1" resultVariable="sum" />'), 'a')),
    ),
  ).toEqual([]);
});

test('no expression, no result, another language', async () => {
  expect(
    await find(
      'script',
      file(
        between(
          node('scriptTask', 'a', '甲') +
            node('scriptTask', 'b', '乙', '<zeebe:script expression="=" resultVariable="sum" />') +
            node('scriptTask', 'c', '丙', '<zeebe:script expression="=1" />') +
            node('scriptTask', 'd', '丁', '', '<bpmn:script>alert(1)</bpmn:script>', 'scriptFormat="javascript"'),
          'a',
          'b',
          'c',
          'd',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a script: “甲”没有表达式，走到这里算不出结果。 [填写表达式]",
      "error b script: “乙”没有表达式，走到这里算不出结果。 [填写表达式]",
      "error c result: “丙”没有写明结果存到哪个变量，后面的步骤用不到它。 [填写结果变量]",
      "error d script: “丁”里的脚本不会执行：出于安全只支持 FEEL 表达式。 [改用 FEEL 表达式]",
    ]
  `);
});
