import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(await find('dead-end', file(between(task('a', '甲'), 'a')))).toEqual([]);
});

test('into a start, out of an end, a gateway to nowhere', async () => {
  expect(
    await find(
      'dead-end',
      file(
        between(task('a', '甲') + node('parallelGateway', 'g', '汇合'), 'a') + flow('a', 'start') + flow('end', 'g'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a_start flow: 有连线指向开始事件“start”，流程不能走回起点。 [删除连线]",
      "error end_g flow: 结束事件“end”之后还有连线，永远走不到。 [删除连线]",
      "error g flow: “汇合”之后没有路，走到这里就停了。 [连上下一步]",
    ]
  `);
});
