import { describe, expect, test } from 'vitest';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json } from '../../../engine/model/variables.ts';
import { moment } from '../expression/support.ts';
import { compiled, table } from './support.ts';

/** Three rules by amount: the higher the amount, the more of them match. */
const rules = ['>= 1000 ; "high" ; 30', '>= 100 ; "mid" ; 20', '>= 10 ; "low" ; 10'];

async function decide(attributes: string, amount: Json, outputs = ['level'], rows = rules) {
  const cut = rows.map((row) =>
    row
      .split(' ; ')
      .slice(0, outputs.length + 1)
      .join(' ; '),
  );
  const decision = await compiled(table({ attributes, inputs: ['amount'], outputs, rules: cut }));
  const { matched, output } = decision.evaluate({ amount }, moment);
  return [matched, output];
}

const PRIORITY = ['level|"low", "mid", "high"'];
const POINTS = ['>= 1000 ; 30', '>= 100 ; 20', '>= 10 ; 10'];
const clash = (message: string) => new EvaluationError('level', message);

describe('one rule', () => {
  test.each<[string, Json, readonly unknown[]]>([
    ['', 50, [[3], 'low']],
    ['', 5, [[], null]],
    ['hitPolicy="UNIQUE"', 50, [[3], 'low']],
    ['hitPolicy="FIRST"', 2000, [[1], 'high']],
    ['hitPolicy="FIRST"', 5, [[], null]],
  ])('%s with %j', async (attributes, amount, expected) => {
    expect(await decide(attributes, amount)).toEqual(expected);
  });

  test('unique, but two match', async () => {
    const message = 'Expected one rule of decision “level” to match but rules 2, 3 do';
    await expect(decide('hitPolicy="UNIQUE"', 500)).rejects.toThrow(clash(message));
  });

  test('first does not even evaluate what stands below', async () => {
    expect(await decide('hitPolicy="FIRST"', 500, ['level'], ['>= 10 ; 1', '>= 10 ; workdays(-1)'])).toEqual([[1], 1]);
  });

  test('priority is the order of the allowed values', async () => {
    expect(await decide('hitPolicy="PRIORITY"', 2000, PRIORITY)).toEqual([[3], 'low']);
    expect(await decide('hitPolicy="PRIORITY"', 5, PRIORITY)).toEqual([[], null]);
    const two = ['level|"high", "mid", "low"', 'points|10, 20, 30'];
    const rows = ['>= 10 ; "mid" ; 10', '>= 10 ; "high" ; 30', '>= 10 ; "high" ; 20'];
    expect(await decide('hitPolicy="PRIORITY"', 50, two, rows)).toEqual([[3], { level: 'high', points: 20 }]);
  });

  test('priority of a value that is not among the allowed ones', async () => {
    const message = 'Expected output “level” to be one of "low", "mid", "high" but it was not';
    const rows = ['>= 10 ; "other"', '>= 10 ; "low"'];
    await expect(decide('hitPolicy="PRIORITY"', 50, PRIORITY, rows)).rejects.toThrow(
      new EvaluationError('"other"', message),
    );
  });

  test('any: all that match agree', async () => {
    const rows = ['>= 1000 ; "yes"', '>= 100 ; "yes"', '>= 10 ; "no"'];
    expect(await decide('hitPolicy="ANY"', 50, ['level'], rows)).toEqual([[3], 'no']);
    expect(await decide('hitPolicy="ANY"', 5, ['level'], rows)).toEqual([[], null]);
    const message = 'Expected rules with the same output of decision “level” to match but rules 2, 3 do';
    await expect(decide('hitPolicy="ANY"', 500, ['level'], rows)).rejects.toThrow(clash(message));
    expect(await decide('hitPolicy="ANY"', 500, ['level'], rows.slice(0, 2).concat('>= 10 ; "yes"'))).toEqual([
      [2, 3],
      'yes',
    ]);
  });
});

describe('several rules', () => {
  test.each<[string, Json, readonly string[], readonly unknown[]]>([
    [
      'hitPolicy="COLLECT"',
      500,
      ['level'],
      [
        [2, 3],
        ['mid', 'low'],
      ],
    ],
    ['hitPolicy="COLLECT"', 5, ['level'], [[], []]],
    [
      'hitPolicy="RULE ORDER"',
      2000,
      ['level'],
      [
        [1, 2, 3],
        ['high', 'mid', 'low'],
      ],
    ],
    [
      'hitPolicy="OUTPUT ORDER"',
      2000,
      PRIORITY,
      [
        [3, 2, 1],
        ['low', 'mid', 'high'],
      ],
    ],
    ['hitPolicy="OUTPUT ORDER"', 5, PRIORITY, [[], []]],
    [
      'hitPolicy="COLLECT"',
      500,
      ['level', 'points'],
      [
        [2, 3],
        [
          { level: 'mid', points: 20 },
          { level: 'low', points: 10 },
        ],
      ],
    ],
  ])('%s with %j', async (attributes, amount, outputs, expected) => {
    expect(await decide(attributes, amount, [...outputs])).toEqual(expected);
  });

  test.each<[string, Json, Json]>([
    ['SUM', 500, 30],
    ['COUNT', 500, 2],
    ['MIN', 500, 10],
    ['MAX', 500, 20],
    ['SUM', 5, null],
    ['COUNT', 5, 0],
    ['MIN', 5, null],
  ])('collect %s of %j', async (aggregation, amount, expected) => {
    const [, output] = await decide(`hitPolicy="COLLECT" aggregation="${aggregation}"`, amount, ['points'], POINTS);
    expect(output).toEqual(expected);
  });

  test('a sum of fractions is decimal, and only numbers are summed', async () => {
    const sum = 'hitPolicy="COLLECT" aggregation="SUM"';
    expect(await decide(sum, 50, ['points'], ['- ; 0.1', '- ; 0.2'])).toEqual([[1, 2], 0.3]);
    const days = ['- ; date("2026-01-02")', '- ; date("2026-01-01")'];
    expect(await decide('hitPolicy="COLLECT" aggregation="MIN"', 50, ['points'], days)).toEqual([[1, 2], '2026-01-01']);
    const mixed = 'Expected rules 1, 2 to give values of one kind';
    const max = 'hitPolicy="COLLECT" aggregation="MAX"';
    await expect(decide(max, 50, ['points'], ['- ; 1', '- ; "2"'])).rejects.toThrow(clash(mixed));
    const message = 'Expected rule 2 to give a number but it does not';
    await expect(decide(sum, 50, ['points'], ['- ; 1', '- ; "2"'])).rejects.toThrow(clash(message));
  });
});

describe('no rule matches', () => {
  test.each<[string, Json]>([
    ['hitPolicy="UNIQUE"', 'none'],
    ['hitPolicy="FIRST"', 'none'],
    ['hitPolicy="PRIORITY"', 'none'],
    ['hitPolicy="ANY"', 'none'],
    ['hitPolicy="COLLECT"', ['none']],
    ['hitPolicy="RULE ORDER"', ['none']],
    ['hitPolicy="OUTPUT ORDER"', ['none']],
  ])('%s gives the default', async (attributes, expected) => {
    const outputs = ['level|"high", "mid", "low"?"none"'];
    expect(await decide(attributes, 5, outputs)).toEqual([[], expected]);
  });

  test('a default reads variables; columns without one are null', async () => {
    const drawn = table({ inputs: ['amount'], outputs: ['level?amount + 1', 'days'], rules: ['> 100 ; 1 ; 2'] });
    const decision = await compiled(drawn);
    expect(decision.evaluate({ amount: 5 }, moment).output).toEqual({ level: 6, days: null });
  });
});
