import { expect, test } from 'vitest';
import { between, file, find, node } from './draw.ts';

test('valid', async () => {
  expect(
    await find(
      'decision',
      file(
        between(
          node('businessRuleTask', 'a', '甲', '<zeebe:calledDecision decisionId="level" resultVariable="level" />'),
          'a',
        ),
      ),
      { decisions: new Set(['level']) },
    ),
  ).toEqual([]);
});

test('missing, unknown or computed, or without a result', async () => {
  expect(
    await find(
      'decision',
      file(
        between(
          node('businessRuleTask', 'a', '甲') +
            node('businessRuleTask', 'b', '乙', '<zeebe:calledDecision decisionId="other" resultVariable="x" />') +
            node('businessRuleTask', 'c', '丙', '<zeebe:calledDecision decisionId="=d" resultVariable="x" />') +
            node(
              'businessRuleTask',
              'd',
              '丁',
              '<zeebe:calledDecision decisionId="level" resultVariable="the level" />',
            ),
          'a',
          'b',
          'c',
          'd',
        ),
      ),
      { decisions: new Set(['level']) },
    ),
  ).toMatchInlineSnapshot(`
    [
      "error a decision: “甲”没有选择决策表，走到这里得不出结果。 [选择决策表]",
      "error a result: “甲”没有写明结果存到哪个变量，后面的步骤用不到它。 [填写结果变量]",
      "error b decision: “乙”的决策表“other”不存在，走到这里得不出结果。 [选择决策表]",
      "error c decision: “丙”的决策表要直接选定，不能用表达式。 [选择决策表]",
      "error d result: “丁”没有写明结果存到哪个变量，后面的步骤用不到它。 [填写结果变量]",
    ]
  `);
});
