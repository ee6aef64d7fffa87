import { describe, expect, test } from 'vitest';
import { compileDecisions } from '../../../engine/decision/index.ts';
import type { Decision } from '../../../engine/model/expression.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { moment } from '../expression/support.ts';
import { context, decision, fn, input, invocation, knowledge, literal, service } from './boxes.ts';
import { dmn, problems, table } from './support.ts';

async function all(...elements: string[]): Promise<Readonly<Record<string, Decision>>> {
  const result = await compileDecisions({ path: 'rules.dmn', text: dmn(elements.join('')) });
  expect(result.problems).toEqual([]);
  return Object.fromEntries(result.decisions.map((one) => [one.id, one]));
}

const value = async (id: string, variables: Variables, ...elements: string[]): Promise<Json | undefined> =>
  (await all(...elements))[id]?.evaluate(variables, moment).output;

const levels = `<encapsulatedLogic><formalParameter name="n" />${
  /<decisionTable.*<\/decisionTable>/.exec(
    table({ inputs: ['n'], outputs: ['level'], rules: ['>= 10 ; 2', '- ; 1'], attributes: 'hitPolicy="FIRST"' }),
  )?.[0]
}</encapsulatedLogic>`;
const grade = `<businessKnowledgeModel id="grade" name="定级"><variable name="定级" />${levels}</businessKnowledgeModel>`;

describe('input data', () => {
  test('by its name, else by its id, as its type has it', async () => {
    const drawn = [input('age', '年龄:number'), decision('x', literal('年龄 + 1'), ['?age'])];
    expect(await value('x', { 年龄: 1 }, ...drawn)).toBe(2);
    expect(await value('x', { age: 2 }, ...drawn)).toBe(3);
    expect(await value('x', {}, ...drawn)).toBeNull();
    expect((await all(...drawn)).x?.reads).toEqual(['age', '年龄']);
    const day = [input('day', 'day:date'), decision('x', literal('day + duration("P1D")'), ['?day'])];
    expect(await value('x', { day: '2026-01-31' }, ...day)).toBe('2026-02-01');
    await expect(value('x', { day: 5 }, ...day)).rejects.toThrow(
      new EvaluationError('day', 'Expected input “day” to be a date but it was a number'),
    );
  });

  test('names with signs', async () => {
    const drawn = [
      input('a', 'Pre-bureau risk'),
      decision('x', literal('Pre-bureau risk + 1'), ['?a'], '月-数 合计'),
      decision('y', literal('月-数 合计 * 2'), ['#x']),
    ];
    expect(await value('y', { 'Pre-bureau risk': 2 }, ...drawn)).toBe(6);
  });
});

describe('decisions', () => {
  test('pass FEEL values on', async () => {
    const drawn = [decision('a', literal('date("2026-01-01")')), decision('x', literal('a + duration("P1M")'), ['#a'])];
    expect(await value('x', {}, ...drawn)).toBe('2026-02-01');
  });

  test('each is evaluated once, however often it is needed', async () => {
    const found = await all(
      decision('a', literal('n + 1')),
      decision('b', literal('a + 1'), ['#a']),
      decision('c', literal('a + b'), ['#a', '#b']),
      decision('x', literal('[a, b, c]'), ['#a', '#b', '#c']),
    );
    expect(found.x?.evaluate({ n: 1 }, moment)).toEqual({
      decision: 'x',
      inputs: { a: 2, b: 3, c: 5 },
      matched: [],
      output: [2, 3, 5],
      required: [
        { decision: 'a', inputs: { n: 1 }, matched: [], output: 2 },
        { decision: 'b', inputs: { a: 2 }, matched: [], output: 3 },
        { decision: 'c', inputs: { a: 2, b: 3 }, matched: [], output: 5 },
      ],
    });
  });

  test('a range on the way is written down by its kind', async () => {
    const found = await all(decision('a', literal('[1..5]')), decision('x', literal('n in a'), ['#a']));
    const { output, required } = found.x!.evaluate({ n: 3 }, moment);
    expect([output, required]).toEqual([true, [{ decision: 'a', inputs: {}, matched: [], output: 'a range' }]]);
  });

  const chain = (length: number) =>
    Array.from({ length }, (_, at) =>
      decision(`d${at}`, literal(at ? `d${at - 1} + 1` : '1'), at ? [`#d${at - 1}`] : []),
    );

  test('32 levels, no more', async () => {
    expect(await value('d31', {}, ...chain(32))).toBe(32);
    expect(await problems(...chain(33).toReversed())).toEqual([
      '决策“d0”在依赖的第 32 层以下，层数太多。',
      ...Array.from(
        { length: 32 },
        (_, at) => `决策“d${at + 1}”需要决策“d${at}”的结果，但本文件里没有可用的这个决策。`,
      ),
    ]);
  });

  test('two of one name', async () => {
    const drawn = [
      decision('a', literal('1'), [], '甲'),
      decision('b', literal('2'), [], '甲'),
      decision('x', literal('甲'), ['#a', '#b']),
    ];
    expect(await problems(...drawn)).toEqual(['决策“x”需要的两项都叫“甲”，分不清是哪一个。']);
  });
});

describe('business knowledge models', () => {
  test('called in FEEL, by invocation and by each other', async () => {
    const drawn = [
      grade,
      knowledge('twice', ['n:number'], literal('定级(n) * 2'), ['!grade']),
      decision('a', literal('for n in ns return 定级(n)'), ['!grade']),
      decision('b', invocation('twice', { n: literal('count(ns) * 10') }), ['!twice']),
      decision('c', literal('twice(n: 3)'), ['!twice']),
    ];
    expect(await value('a', { ns: [5, 50] }, ...drawn)).toEqual([1, 2]);
    expect(await value('b', { ns: [5, 50] }, ...drawn)).toBe(4);
    expect(await value('c', {}, ...drawn)).toBe(2);
  });

  test('each call by its own values: a date is no text, and a function sees its own context', async () => {
    const early = knowledge('early', ['d'], literal('d < date("2026-06-01")'));
    const both = decision('x', literal('[early("2026-01-01"), early(date("2026-01-01"))]'), ['!early']);
    expect(await value('x', {}, early, both)).toEqual([null, true]);
    const add = context({ b: literal('a'), f: fn(['x'], literal('x + b')), '': literal('f(1)') });
    const found = (await all(decision('x', add))).x;
    expect([1, 10].map((a) => found?.evaluate({ a }, moment).output)).toEqual([2, 11]);
  });

  test('an invocation shows the rules that matched inside', async () => {
    const found = await all(grade, decision('x', invocation('定级', { n: literal('m') }), ['!grade']));
    expect(found.x?.evaluate({ m: 50 }, moment)).toEqual({
      decision: 'x',
      inputs: { n: 50 },
      matched: [1],
      output: 2,
      required: [],
    });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'one that reads a variable',
      [knowledge('k', ['a'], literal('a + 利率'))],
      ['业务知识模型“k”用到了“利率”，但它不是参数。'],
    ],
    [
      'one that is empty',
      ['<businessKnowledgeModel id="k" name="公式" />'],
      ['业务知识模型“公式”还没有内容，无法调用。'],
    ],
    [
      'one that is not required',
      [knowledge('k', ['a'], literal('a')), decision('x', literal('k(1)'))],
      ['决策“x”的表达式：没有名为“k”的函数。'],
    ],
    [
      'one that is wrong',
      [knowledge('k', ['a'], literal('a +'))],
      ['业务知识模型“k”的表达式：表达式不完整，结尾缺少内容。'],
    ],
    [
      'a circle',
      [knowledge('k', ['a'], literal('m(a)'), ['!m']), knowledge('m', ['a'], literal('k(a)'), ['!k'])],
      [
        '业务知识模型“k”绕了一圈又需要自己的结果，永远算不出来。',
        '业务知识模型“m”需要“k”，但本文件里没有可用的这个业务知识模型或决策服务。',
        '业务知识模型“m”的表达式：没有名为“k”的函数。',
        '业务知识模型“k”需要“m”，但本文件里没有可用的这个业务知识模型或决策服务。',
        '业务知识模型“k”的表达式：没有名为“m”的函数。',
      ],
    ],
    [
      'a decision where knowledge is needed',
      [decision('a', literal('1')), decision('x', literal('1'), ['!a'])],
      ['决策“x”需要“a”，但本文件里没有可用的这个业务知识模型或决策服务。'],
    ],
    [
      'Java',
      [
        `<businessKnowledgeModel id="k" name="k">${fn([], literal('1'), 'kind="Java"', 'encapsulatedLogic')}</businessKnowledgeModel>`,
      ],
      ['业务知识模型“k”的函数不是用 FEEL 写的，不能执行外部程序。'],
    ],
  ])('%s is refused', async (_, drawn, expected) => {
    expect(await problems(...drawn)).toEqual(expected);
  });
});

describe('decision services', () => {
  const drawn = [
    input('income', '收入:number'),
    input('debt', '负债:number'),
    decision('rate', literal('负债 / 收入'), ['?income', '?debt'], '比率'),
    decision('risk', literal('if 比率 > limit then "高" else "低"'), ['#rate', '#limit'], '风险'),
    decision('limit', literal('0.5')),
  ];
  const one = service('assess', {
    outputs: ['risk'],
    encapsulated: ['rate'],
    decisions: ['limit'],
    data: ['income', 'debt'],
  });
  const two = service('both', { outputs: ['risk', 'rate'], decisions: ['limit'], data: ['income', 'debt'] });

  test('called with its data, then its decisions', async () => {
    const calls = [
      decision('a', literal('assess(100, 60, 0.5)'), ['!assess']),
      decision('b', invocation('both', { 收入: literal('100'), 负债: literal('60'), limit: literal('0.7') }), [
        '!both',
      ]),
      decision(
        'c',
        context({ r: literal('for d in ds return assess(收入: 100, 负债: d, limit: 0.5)'), '': literal('r') }),
        ['!assess'],
      ),
    ];
    expect(await value('a', {}, ...drawn, one, ...calls.slice(0, 1))).toBe('高');
    expect(await value('b', {}, ...drawn, two, ...calls.slice(1, 2))).toEqual({ 风险: '低', 比率: 0.6 });
    expect(await value('c', { ds: [10, 90] }, ...drawn, one, ...calls.slice(2))).toEqual(['低', '高']);
  });

  test('evaluated by the process as a decision', async () => {
    const found = (await all(...drawn, one)).assess;
    expect([found?.name, found?.reads]).toEqual(['assess', ['debt', 'income', 'limit', '收入', '负债']]);
    expect(found?.evaluate({ 收入: 100, debt: 60, limit: 0.7 }, moment)).toEqual({
      decision: 'assess',
      inputs: { 收入: 100, 负债: 60, limit: 0.7 },
      matched: [],
      output: '低',
      required: [
        { decision: 'rate', inputs: { 收入: 100, 负债: 60 }, matched: [], output: 0.6 },
        { decision: 'risk', inputs: { limit: 0.7, 比率: 0.6 }, matched: [], output: '低' },
      ],
    });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['without output', [service('s', { encapsulated: [] })], ['决策服务“s”没有输出决策，得不到结果。']],
    [
      'with a gap',
      [...drawn, service('s', { outputs: ['risk'], data: ['income'] })],
      [
        '决策服务“s”要用到“比率”，但没有把它列为内部决策或输入决策。',
        '决策服务“s”要用到“负债”，但没有把它列为输入数据。',
        '决策服务“s”要用到“limit”，但没有把它列为内部决策或输入决策。',
      ],
    ],
    [
      'of nothing',
      [service('s', { outputs: ['nowhere'] })],
      ['决策服务“s”用到“nowhere”，但本文件里没有可用的这一项。'],
    ],
    [
      'that needs itself',
      [decision('x', literal('s()'), ['!s']), service('s', { outputs: ['x'] })],
      [
        '决策“x”绕了一圈又需要自己的结果，永远算不出来。',
        '决策服务“s”用到“x”，但本文件里没有可用的这一项。',
        '决策“x”需要“s”，但本文件里没有可用的这个业务知识模型或决策服务。',
        '决策“x”的表达式：没有名为“s”的函数。',
      ],
    ],
  ])('%s is refused', async (_, elements, expected) => {
    expect(await problems(...elements)).toEqual(expected);
  });
});
