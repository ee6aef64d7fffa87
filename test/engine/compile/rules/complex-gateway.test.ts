import { expect, test } from 'vitest';
import { between, file, find, line, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'complex-gateway',
      file(
        between(
          node('parallelGateway', 'f') +
            node(
              'complexGateway',
              'g',
              '多数',
              '',
              '<bpmn:activationCondition>=activationCount > 1</bpmn:activationCondition>',
            ) +
            task('a') +
            task('b'),
          'f',
          'a',
          'g',
        ) + line('f', 'b', 'g'),
      ),
    ),
  ).toEqual([]);
});

test('without a condition', async () => {
  expect(
    await find(
      'complex-gateway',
      file(
        between(
          node('parallelGateway', 'f') + node('complexGateway', 'g', '多数') + task('a') + task('b'),
          'f',
          'a',
          'g',
        ) + line('f', 'b', 'g'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g activation: 复杂网关“多数”没有写来几条路才往下走，走到这里会停住。 [填写激活条件]",
    ]
  `);
});
