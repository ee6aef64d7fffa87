import { afterAll, describe, expect, test, vi } from 'vitest';
import { createTrialEvaluator, type Trial } from '../../../engine/expression-worker/index.ts';
import type { Variables } from '../../../engine/model/variables.ts';
import { decision, literal } from '../decision/boxes.ts';
import { dmn } from '../decision/support.ts';
import { moment } from '../expression/support.ts';

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const trial = (source: string, variables: Variables = {}, mode: 'expression' | 'unary' = 'expression'): Trial => ({
  kind: 'expression',
  source,
  mode,
  variables,
  now: moment.now,
});

describe('trying expressions and decisions', () => {
  const evaluator = createTrialEvaluator({ time: 5000, memory: 64 });
  afterAll(() => evaluator.close());

  test('values, cells, and days by the calendar of the town', async () => {
    const trials = [
      trial('amount * 1.1', { amount: 3 }),
      trial('> 3', { '?': 5 }, 'unary'),
      trial('[today(), workdays(3), deadline("workhours:2")]'),
    ];
    expect(await Promise.all(trials.map((one) => evaluator.evaluate(one, moment.calendar)))).toEqual([
      { ok: true, value: 3.3 },
      { ok: true, value: true },
      { ok: true, value: ['2026-11-23', '2026-11-26T10:00:00+08:00', '2026-11-23T12:00:00+08:00'] },
    ]);
  });

  test('a calendar that does not answer', async () => {
    const broken = {
      ...moment.calendar,
      workdays: () => {
        throw new Error('no table');
      },
    };
    expect(await evaluator.evaluate(trial('workdays(3)'), broken)).toMatchObject({ ok: false, why: 'failed' });
    expect(await evaluator.evaluate(trial('1'), broken)).toEqual({ ok: true, value: 1 });
  });

  test('a decision with what it required', async () => {
    const file = {
      path: 'rules.dmn',
      text: dmn(decision('a', literal('n + 1')) + decision('x', literal('a * 2'), ['#a'])),
    };
    const given = { kind: 'decision', file, variables: { n: 2 }, now: moment.now } as const;
    expect(await evaluator.evaluate({ ...given, decision: 'x' }, moment.calendar)).toEqual({
      ok: true,
      value: 6,
      decision: {
        decision: 'x',
        inputs: { a: 3 },
        matched: [],
        output: 6,
        required: [{ decision: 'a', inputs: { n: 2 }, matched: [], output: 3 }],
      },
    });
    expect(await evaluator.evaluate({ ...given, decision: 'y' }, moment.calendar)).toEqual({
      ok: false,
      why: 'unfit',
      problem: '没有编号为“y”的决策。',
    });
  });

  test.each<[string, Variables, object]>([
    ['amount +', {}, { why: 'unfit', problem: '表达式不完整，结尾缺少内容。' }],
    ['for i in 1..1e9 return i', {}, { why: 'unfit', problem: '循环的范围超过 1000 个数。' }],
    ['every i in 1..1e9 satisfies i > 0', {}, { why: 'unfit', problem: '循环的范围超过 1000 个数。' }],
    [
      'matches(x, "^(a+)+$")',
      { x: `${'a'.repeat(28)}!` },
      { why: 'unfit', problem: '匹配规则在重复里又有重复或分支，文字稍长就会卡住（函数“matches”）。' },
    ],
    [
      'for i in 1..n return i',
      { n: 1e9 },
      {
        why: 'failed',
        problem: '用这些数据算不出结果，请检查数据是否齐全、类型是否正确。',
        detail:
          'Expected a range of at most 1000 whole numbers to loop over but the variables of “for i in 1..n return i” give others',
      },
    ],
  ])('%s is answered in words', async (source, variables, expected) => {
    expect(await evaluator.evaluate(trial(source, variables), moment.calendar)).toEqual({ ok: false, ...expected });
  });

  test('what is no JSON is answered too', async () => {
    const variables = { f: () => 1 } as unknown as Variables;
    expect(await evaluator.evaluate(trial('1', variables), moment.calendar)).toMatchObject({
      ok: false,
      why: 'failed',
    });
    expect(await evaluator.evaluate(trial('1'), moment.calendar)).toEqual({ ok: true, value: 1 });
  });
});

describe('time and memory, without the budgets', () => {
  const hostile = createTrialEvaluator({ time: 500, memory: 64 }, new URL('./hostile-program.ts', import.meta.url));
  afterAll(() => hostile.close());

  test.each<[string, Variables, 'time' | 'memory' | 'either']>([
    ['count(for i in 1..20000, j in 1..20000 return 1)', {}, 'either'],
    ['every i in 1..1000000000 satisfies i > 0', {}, 'either'],
    ['for i in 1..10000000 return "{" + string(i) + "}"', {}, 'either'],
    ['matches(x, "^(a+)+$")', { x: `${'a'.repeat(40)}!` }, 'time'],
    ['replace(x, "^(a+)+$", "")', { x: `${'a'.repeat(40)}!` }, 'time'],
    ['split(x, "(a+)+$")', { x: `${'a'.repeat(40)}!` }, 'time'],
  ])('%s is stopped, and the next trial runs', async (source, variables, why) => {
    const result = await hostile.evaluate(trial(source, variables), moment.calendar);
    expect(result).toMatchObject({
      ok: false,
      why: why === 'either' ? expect.stringMatching(/^(time|memory)$/) : why,
      problem: expect.stringContaining('已经停下'),
    });
    expect(await hostile.evaluate(trial('1 + 1'), moment.calendar)).toEqual({ ok: true, value: 2 });
  });

  test('memory alone', async () => {
    const roomy = createTrialEvaluator({ time: 60_000, memory: 64 }, new URL('./hostile-program.ts', import.meta.url));
    expect(await roomy.evaluate(trial('every i in 1..1000000000 satisfies i > 0'), moment.calendar)).toEqual({
      ok: false,
      why: 'memory',
      problem: '用的内存太多，已经停下。请减少循环或数据。',
    });
    await roomy.close();
  });

  test('a thread that ends by itself', async () => {
    expect(await hostile.evaluate(trial('exit'), moment.calendar)).toMatchObject({ ok: false, why: 'failed' });
    expect(await hostile.evaluate(trial('1'), moment.calendar)).toEqual({ ok: true, value: 1 });
  });

  test('a queue that is too long', async () => {
    const results = await Promise.all(Array.from({ length: 55 }, () => hostile.evaluate(trial('1'), moment.calendar)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(50);
    expect(results.at(-1)).toEqual({ ok: false, why: 'busy', problem: '试算的人太多，请稍后再试。' });
  });

  test('a program that does not start', async () => {
    const none = createTrialEvaluator({ time: 500, memory: 64 }, new URL('./nowhere.ts', import.meta.url));
    expect(await none.evaluate(trial('1'), moment.calendar)).toMatchObject({ ok: false, why: 'failed' });
    await none.close();
  });
});
