import { expect, test } from 'vitest';
import { between, file, find, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'enumeration',
      file(between(node('parallelGateway', 'g', '分', '', '', 'gatewayDirection="Mixed"'), 'g')),
    ),
  ).toEqual([]);
});

test('what is on no list', async () => {
  expect(
    await find(
      'enumeration',
      file(
        between(
          node('parallelGateway', 'g', '分', '', '', 'gatewayDirection="Sideways"') +
            node('userTask', 'a', '甲', '', '<bpmn:multiInstanceLoopCharacteristics behavior="Some" />') +
            node('adHocSubProcess', 's', '随意', '', task('i'), 'ordering="Random"'),
          'g',
          'a',
          's',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g gatewayDirection: “分”的“gatewayDirection”是“Sideways”，只能是 Unspecified、Converging、Diverging、Mixed 之一。 [改正取值]",
      "error a behavior: “甲”的“behavior”是“Some”，只能是 None、One、All、Complex 之一。 [改正取值]",
      "error s ordering: “随意”的“ordering”是“Random”，只能是 Parallel、Sequential 之一。 [改正取值]",
    ]
  `);
});
