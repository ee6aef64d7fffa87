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
  ).toMatchInlineSnapshot();
});
