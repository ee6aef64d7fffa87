import { expect, test } from 'vitest';
import { file, find, flow, node, task } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'condition',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意', '', '', 'default="g_b"') +
          task('a', '甲') +
          task('b', '乙') +
          node('endEvent', 'end') +
          flow('start', 'g') +
          flow('g', 'a', '=willing') +
          flow('g', 'b') +
          flow('a', 'end', '=done') +
          flow('b', 'end'),
      ),
    ),
  ).toEqual([]);
});

test('a way without a condition, and no default', async () => {
  expect(
    await find(
      'condition',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意') +
          task('a', '甲') +
          task('b', '乙') +
          flow('start', 'g') +
          flow('g', 'a', '=willing') +
          flow('g', 'b'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g_b condition: 从“愿意”到“乙”的连线没有条件，系统不知道什么时候走这条路。 [填写条件]",
      "warning g default: “愿意”没有默认出路，条件都不成立时流程会停住，等管理员处理。 [设置默认出路]",
    ]
  `);
});

test('the only way has a condition', async () => {
  expect(
    await find(
      'condition',
      file(
        node('startEvent', 'start') +
          node('exclusiveGateway', 'g', '愿意') +
          task('a', '甲') +
          flow('start', 'g') +
          flow('g', 'a', '=willing'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error g_a condition: “愿意”只有一条出路却带条件，条件不成立时流程会停住。 [去掉条件]",
    ]
  `);
});

test('conditions that nobody asks', async () => {
  expect(
    await find(
      'condition',
      file(
        node('startEvent', 'start', '开始') +
          node('parallelGateway', 'g', '分开') +
          task('a', '甲') +
          task('b', '乙') +
          flow('start', 'g', '=x') +
          flow('g', 'a', '=y') +
          flow('g', 'b'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "error start_g condition: 从“开始”出来的连线不看条件，这里写的条件不会起作用。 [去掉条件]",
      "error g_a condition: 从“分开”出来的连线不看条件，这里写的条件不会起作用。 [去掉条件]",
    ]
  `);
});
