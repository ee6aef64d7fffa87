import { expect, test } from 'vitest';
import { between, file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find('ad-hoc', file(between(node('adHocSubProcess', 's', '随意', '', task('a') + task('b')), 's'))),
  ).toEqual([]);
});

test('with a start and an end, and empty', async () => {
  expect(
    await find(
      'ad-hoc',
      file(
        between(
          node(
            'adHocSubProcess',
            's',
            '随意',
            '',
            node('startEvent', 'i', '起') + node('endEvent', 'j', '止') + flow('i', 'j'),
          ),
          's',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error i type: 自由子流程“随意”里的步骤没有固定先后，不能有开始事件“起”。 [删除开始事件]",
      "error j type: 自由子流程“随意”里的步骤没有固定先后，不能有结束事件“止”。 [删除结束事件]",
      "error s start: 自由子流程“随意”里没有可做的步骤。 [添加步骤]",
    ]
  `);
});
