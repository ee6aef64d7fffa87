import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'data-reference',
      file(
        between(task('a'), 'a') +
          '<bpmn:dataObject id="o" /><bpmn:dataObjectReference id="r" name="材料" dataObjectRef="o" />',
      ),
    ),
  ).toEqual([]);
});

test('of nothing, and of what lies in another scope', async () => {
  expect(
    await find(
      'data-reference',
      file(
        between(node('subProcess', 's', '内', '', `${task('i')}<bpmn:dataObject id="o" name="笔录" />`), 's') +
          '<bpmn:dataObjectReference id="r" name="材料" dataObjectRef="o" /><bpmn:dataObjectReference id="q" name="证据" />',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error r data: 材料“材料”引用的“笔录”在别的子流程里，这里看不到。 [选择数据对象]",
      "error q data: 材料“证据”没有说明是哪一份数据，读写都不起作用。 [选择数据对象]",
    ]
  `);
});

test('from nothing, to nothing', async () => {
  expect(
    await find(
      'data-reference',
      file(
        between(
          node('userTask', 'a', '甲', '', '<bpmn:dataInputAssociation id="x" /><bpmn:dataOutputAssociation id="y" />'),
          'a',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a data: “甲”的数据输入没有来源。 [选择来源]",
      "error a data: “甲”的数据输出没有去处。 [选择去处]",
    ]
  `);
});
