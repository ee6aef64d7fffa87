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
  ).toMatchInlineSnapshot();
});
