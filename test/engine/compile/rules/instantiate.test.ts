import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'instantiate',
      file(node('receiveTask', 'r', '收', '', '', 'instantiate="true"') + task('a') + flow('r', 'a')),
    ),
  ).toEqual([]);
});

test('in the middle, and in a sub-process', async () => {
  expect(
    await find(
      'instantiate',
      file(
        between(
          node('receiveTask', 'r', '收', '', '', 'instantiate="true"') +
            node('subProcess', 's', '内', '', node('eventBasedGateway', 'g', '等', '', '', 'instantiate="true"')),
          'r',
          's',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error r instantiate: “收”用来开始一个新流程，不能有连线指向它。 [取消“开始新流程”]",
      "error g instantiate: “等”在子流程里，不能用来开始一个新流程。 [取消“开始新流程”]",
    ]
  `);
});
