import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOST_STEPS } from '../../../engine/decision/session.ts';
import { LONGEST_RESULT, MOST_WORK } from '../../../engine/expression/weight.ts';
import { TRIAL_LIMITS } from '../../../engine/expression-worker/index.ts';
import { departures } from './departures.ts';

const text = readFileSync(new URL('../../../docs/feel.md', import.meta.url), 'utf8');

const cell = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const given = (variables: object): string => (Object.keys(variables).length > 0 ? ` with ${cell(variables)}` : '');

/** The table as the page has it: what departs, and why. */
const table = [
  '| FEEL | feelin | here | because |',
  '|---|---|---|---|',
  ...departures.map(
    ({ why, source, variables, feelin, ours }) =>
      `| ${cell(source)}${given(variables)} | ${cell(feelin)} | ${cell(ours)} | ${why} |`,
  ),
].join('\n');

test('docs/feel.md lists every departure that is pinned', () => {
  expect(text).toContain(table);
});

test('docs/feel.md states the limits that hold', () => {
  const numbers = [LONGEST_RESULT, MOST_WORK, MOST_STEPS].map((n) => n.toLocaleString('en-US'));
  expect(numbers.filter((number) => !text.includes(number))).toEqual([]);
  expect(text).toContain(`${TRIAL_LIMITS.memory} MB and ${TRIAL_LIMITS.time} ms`);
});
