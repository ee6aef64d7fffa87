import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'conditional',
      file(
        between(
          node(
            'intermediateCatchEvent',
            'c',
            '等',
            '',
            '<bpmn:conditionalEventDefinition><bpmn:condition>=x > 1</bpmn:condition></bpmn:conditionalEventDefinition>',
          ),
          'c',
        ),
      ),
    ),
  ).toEqual([]);
});

test('without a condition', async () => {
  expect(
    await find(
      'conditional',
      file(
        between(
          node(
            'intermediateCatchEvent',
            'c',
            '等',
            '',
            '<bpmn:conditionalEventDefinition></bpmn:conditionalEventDefinition>',
          ) +
            node(
              'intermediateCatchEvent',
              'd',
              '再等',
              '',
              '<bpmn:conditionalEventDefinition><bpmn:condition>=</bpmn:condition></bpmn:conditionalEventDefinition>',
            ),
          'c',
          'd',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error c condition: “等”没有写等什么条件，永远等不到。 [填写条件]",
      "error d condition: “再等”没有写等什么条件，永远等不到。 [填写条件]",
    ]
  `);
});
