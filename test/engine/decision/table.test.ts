import { describe, expect, test } from 'vitest';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Variables } from '../../../engine/model/variables.ts';
import { moment } from '../expression/support.ts';
import { compiled, table } from './support.ts';

const triage = table({
  attributes: 'hitPolicy="FIRST"',
  inputs: ['type:string', 'amount:number', 'count(parties)'],
  outputs: ['level', 'days'],
  rules: ['"欠薪", "工伤" ; >= 10000 ; - ; 3 ; base + 1', '- ; [1000..10000) ; >= 10 ; 2 ; 5', '- ; - ; - ; 1 ; 7'],
});

describe('a table of several inputs and outputs', () => {
  test.each<[Variables, number[], unknown]>([
    [{ type: '欠薪', amount: 20000, parties: [], base: 2 }, [1], { level: 3, days: 3 }],
    [{ type: '邻里', amount: 20000, parties: [], base: 2 }, [3], { level: 1, days: 7 }],
    [{ type: '邻里', amount: 1000, parties: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }, [2], { level: 2, days: 5 }],
    [{ parties: [] }, [3], { level: 1, days: 7 }],
  ])('%j', async (variables, matched, output) => {
    const decision = await compiled(triage);
    const inputs = {
      type: variables.type ?? null,
      amount: variables.amount ?? null,
      'count(parties)': (variables.parties as unknown[]).length,
    };
    expect(decision.evaluate(variables, moment)).toEqual({
      decision: 'level',
      inputs,
      matched,
      output,
      required: [],
    });
  });

  test('says what it reads', async () => {
    const { id, name, reads } = await compiled(triage);
    expect([id, name, reads]).toEqual(['level', '分级', ['amount', 'base', 'parties', 'type']]);
  });
});

describe('types of inputs', () => {
  const typed = (type: string, cell: string) =>
    compiled(table({ inputs: [`given:${type}`], outputs: ['hit'], rules: [`${cell} ; true`] }));

  test.each<[string, string, string, boolean | null]>([
    ['date', '< date("2026-06-01")', '2026-05-31', true],
    ['date', '< date("2026-06-01")', '2026-06-01', null],
    ['dateTime', '>= @"2026-06-01T09:00:00"', '2026-06-01T01:00:00Z', true],
    ['dateTime', '>= @"2026-06-01T09:00:00"', '2026-06-01T08:59:00+08:00', null],
    ['time', '> time("09:00:00")', '09:30:00', true],
    ['dayTimeDuration', '> duration("P3D")', 'P4D', true],
    ['dayTimeDuration', '> duration("P3D")', 'PT1H', null],
  ])('%s %s of %s', async (type, cell, given, expected) => {
    expect((await typed(type, cell)).evaluate({ given }, moment).output).toBe(expected);
  });

  test.each<[string, Variables, string]>([
    ['number', { given: '5' }, 'Expected input “given” to be a number but it was a string'],
    ['string', { given: 5 }, 'Expected input “given” to be a string but it was a number'],
    ['boolean', { given: [true, false] }, 'Expected input “given” to be a boolean but it was a list'],
    ['date', { given: 'soon' }, 'Expected input “given” to be a date but it was a string'],
    ['date', { given: 5 }, 'Expected input “given” to be a date but it was a number'],
  ])('%s from %j', async (type, variables, message) => {
    const decision = await typed(type, '-');
    expect(() => decision.evaluate(variables, moment)).toThrow(new EvaluationError('given', message));
  });

  test('allowed values', async () => {
    const decision = await compiled(
      table({ inputs: ['kind:string|"甲","乙"'], outputs: ['hit'], rules: ['- ; true'] }),
    );
    expect(decision.evaluate({ kind: '乙' }, moment).output).toBe(true);
    const message = 'Expected input “kind” to be one of "甲","乙" but it was not';
    expect(() => decision.evaluate({ kind: '丙' }, moment)).toThrow(new EvaluationError('kind', message));
  });
});
