import { expect, test } from 'vitest';
import { between, file, find, flow, line, node, task } from './draw.ts';

test('valid: somebody works in it', async () => {
  expect(
    await find(
      'cycle',
      file(between(node('exclusiveGateway', 'g', '再来') + task('a', '甲'), 'g') + line('g', 'a', 'g')),
    ),
  ).toEqual([]);
});

test('valid: it waits inside a sub-process', async () => {
  expect(
    await find(
      'cycle',
      file(
        between(node('exclusiveGateway', 'g', '再来') + node('subProcess', 's', '内', '', task('a', '甲')), 'g') +
          line('g', 's', 'g'),
      ),
    ),
  ).toEqual([]);
});

test('choices and scripts only', async () => {
  expect(
    await find(
      'cycle',
      file(
        between(
          node('exclusiveGateway', 'g', '再来') +
            node('scriptTask', 's', '加一') +
            node('exclusiveGateway', 'h', '够了'),
          'g',
          's',
          'h',
        ) + flow('h', 'g'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g flow: “再来”、“加一”、“够了”绕成一圈，中间没有任何要等的步骤，流程会一直空转。 [在圈里加一个任务或定时]",
    ]
  `);
});

test('by itself, and two rounds', async () => {
  expect(
    await find(
      'cycle',
      file(
        between(
          node('exclusiveGateway', 'g', '甲') + node('subProcess', 's', '空转', '', node('scriptTask', 'i', '算')),
          'g',
          's',
        ) +
          flow('g', 'g') +
          flow('s', 's'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g flow: “甲”绕成一圈，中间没有任何要等的步骤，流程会一直空转。 [在圈里加一个任务或定时]",
      "error s flow: “空转”绕成一圈，中间没有任何要等的步骤，流程会一直空转。 [在圈里加一个任务或定时]",
    ]
  `);
});
