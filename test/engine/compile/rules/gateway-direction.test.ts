import { expect, test } from 'vitest';
import { between, file, find, line, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'gateway-direction',
      file(
        between(
          node('parallelGateway', 'g', '分', '', '', 'gatewayDirection="Diverging"') +
            task('a') +
            task('b') +
            node('parallelGateway', 'h', '合', '', '', 'gatewayDirection="Converging"'),
          'g',
          'a',
          'h',
        ) + line('g', 'b', 'h'),
      ),
    ),
  ).toEqual([]);
});

test('the other way round', async () => {
  expect(
    await find(
      'gateway-direction',
      file(
        between(
          node('parallelGateway', 'g', '分', '', '', 'gatewayDirection="Converging"') +
            task('a') +
            task('b') +
            node('parallelGateway', 'h', '合', '', '', 'gatewayDirection="Mixed"') +
            node('exclusiveGateway', 'i', '过', '', '', 'gatewayDirection="Diverging"'),
          'g',
          'a',
          'h',
          'i',
        ) + line('g', 'b', 'h'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g direction: “分”标明“只合不分”，实际有 1 条进、2 条出，与画的不符。 [改正方向或连线]",
      "error h direction: “合”标明“又合又分”，实际有 2 条进、1 条出，与画的不符。 [改正方向或连线]",
      "error i direction: “过”标明“只分不合”，实际有 1 条进、1 条出，与画的不符。 [改正方向或连线]",
    ]
  `);
});
