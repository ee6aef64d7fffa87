import { expect, test } from 'vitest';
import { file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'default-flow',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意', '', '', 'default="g_b"') +
          task('a', '甲') +
          task('b', '乙') +
          flow('start', 'g') +
          flow('g', 'a', '=willing') +
          flow('g', 'b'),
      ),
    ),
  ).toEqual([]);
});

test('with a condition', async () => {
  expect(
    await find(
      'default-flow',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意', '', '', 'default="g_b"') +
          task('a', '甲') +
          task('b', '乙') +
          flow('start', 'g') +
          flow('g', 'a', '=willing') +
          flow('g', 'b', '=other'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g_b condition: “愿意”的默认出路带了条件；默认出路是“其余情况”，条件不会被理会。 [去掉条件]",
    ]
  `);
});

test('of another node', async () => {
  expect(
    await find(
      'default-flow',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意', '', '', 'default="a_b"') +
          task('a', '甲') +
          task('b', '乙') +
          flow('start', 'g') +
          flow('g', 'a', '=willing') +
          flow('a', 'b'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g default: “愿意”的默认出路不是从它出来的连线，走不到。 [重新设置默认出路]",
    ]
  `);
});
