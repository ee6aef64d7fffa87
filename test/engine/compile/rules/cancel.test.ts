import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'cancel',
      file(
        between(
          node(
            'transaction',
            't',
            '事务',
            '',
            task('i') + node('endEvent', 'x', '撤', '', '<bpmn:cancelEventDefinition />') + flow('i', 'x'),
          ) + node('boundaryEvent', 'b', '撤了', '', '<bpmn:cancelEventDefinition />', 'attachedToRef="t"'),
          't',
        ) + flow('b', 'end'),
      ),
    ),
  ).toEqual([]);
});

test('outside a transaction', async () => {
  expect(
    await find(
      'cancel',
      file(
        between(
          node(
            'subProcess',
            's',
            '内',
            '',
            task('i') + node('endEvent', 'x', '撤', '', '<bpmn:cancelEventDefinition />') + flow('i', 'x'),
          ) + node('boundaryEvent', 'b', '撤了', '', '<bpmn:cancelEventDefinition />', 'attachedToRef="s"'),
          's',
        ) + flow('b', 'end'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error x event: 取消结束事件“撤”不在事务子流程里，没有可以取消的事务。 [移到事务子流程里]",
      "error b host: 取消边界事件“撤了”没有贴在事务子流程上，永远不会触发。 [贴到事务子流程上]",
    ]
  `);
});
