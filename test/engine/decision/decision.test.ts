import { describe, expect, test } from 'vitest';
import { compileDecisions } from '../../../engine/decision/index.ts';
import { moment } from '../expression/support.ts';
import { compiled, dmn, problems, table } from './support.ts';

const literal = (id: string, text: string, requires: readonly string[] = [], name = `${id} 项`) =>
  `<decision id="${id}" name="${name}">${requires.map((one) => `<informationRequirement id="${id}-${one}"><requiredDecision href="#${one}" /></informationRequirement>`).join('')}<literalExpression id="${id}-l"><text>${text}</text></literalExpression></decision>`;

describe('decisions that need decisions', () => {
  test('by id and by name, evaluated first, each alone', async () => {
    const risk = table({
      id: 'risk',
      name: '风险',
      inputs: ['amount'],
      outputs: ['risk'],
      rules: ['> 100 ; "高"', '<= 100 ; "低"'],
    });
    const days = table({
      id: 'days',
      name: '天数',
      inputs: ['风险', 'risk'],
      outputs: ['days'],
      rules: ['"高" ; "高" ; base', '- ; "低" ; 30'],
      requires: ['risk'],
    });
    const decision = await compiled(days, risk, literal('twice', 'days * 2', ['days']));
    expect(decision.reads).toEqual(['amount', 'base']);
    expect(decision.evaluate({ amount: 500, base: 3 }, moment)).toEqual({
      decision: 'twice',
      inputs: { days: 3 },
      matched: [],
      output: 6,
      required: [
        { decision: 'risk', inputs: { amount: 500 }, matched: [1], output: '高' },
        { decision: 'days', inputs: { 风险: '高', risk: '高' }, matched: [1], output: 3 },
      ],
    });
    expect(decision.evaluate({ amount: 5, base: 3, risk: '高' }, moment).output).toBe(60);
  });

  test('in a circle or missing', async () => {
    expect(await problems(literal('a', 'b', ['b'], '甲'), literal('b', 'a', ['a'], '乙'))).toEqual([
      '决策“甲”绕了一圈又需要自己的结果，永远算不出来。',
      '决策“乙”需要决策“a”的结果，但本文件里没有可用的这个决策。',
      '决策“甲”需要决策“b”的结果，但本文件里没有可用的这个决策。',
    ]);
    expect(await problems(literal('a', '1', ['nowhere'], '甲'))).toEqual([
      '决策“甲”需要决策“nowhere”的结果，但本文件里没有可用的这个决策。',
    ]);
  });
});

describe('refused', () => {
  const one = { inputs: ['amount'], outputs: ['level'], rules: ['- ; 1'] };
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown hit policy',
      table({ ...one, attributes: 'hitPolicy="BEST"' }),
      ['决策“分级”的命中策略“BEST”不认识，无法决定用哪条规则。'],
    ],
    [
      'an unknown aggregator',
      table({ ...one, attributes: 'hitPolicy="COLLECT" aggregation="MEAN"' }),
      ['决策“分级”的汇总方式“MEAN”不认识。'],
    ],
    [
      'an aggregator without collect',
      table({ ...one, attributes: 'hitPolicy="FIRST" aggregation="SUM"' }),
      ['决策“分级”只有命中策略“收集”才能汇总。'],
    ],
    [
      'an aggregator of two columns',
      table({ inputs: ['a'], outputs: ['x', 'y'], rules: [], attributes: 'hitPolicy="COLLECT" aggregation="SUM"' }),
      ['决策“分级”有几个输出列，无法汇总成一个数。'],
    ],
    [
      'priority without values',
      table({ ...one, attributes: 'hitPolicy="PRIORITY"' }),
      ['决策“分级”按输出值的先后取结果，但输出列没有列出可选值，分不出先后。'],
    ],
    [
      'priority by variables',
      table({ ...one, outputs: ['level|a, b'], attributes: 'hitPolicy="OUTPUT ORDER"' }),
      ['决策“分级”按输出值的先后取结果，但输出列没有列出可选值，分不出先后。'],
    ],
    [
      'a bad input cell',
      table({ ...one, rules: ['- ; 1', '>= ; 2'] }),
      ['决策“分级”第 2 条规则的“amount”一格：表达式不完整，结尾缺少内容。'],
    ],
    [
      'a bad output cell',
      table({ ...one, rules: ['- ; 1 +'] }),
      ['决策“分级”第 1 条规则的“level”一格：表达式不完整，结尾缺少内容。'],
    ],
    [
      'a cell without bounds',
      table({ ...one, rules: ['- ; for i in 1..1e9 return i'] }),
      ['决策“分级”第 1 条规则的“level”一格：循环的范围超过 1000 个数。'],
    ],
    [
      'a bad input expression',
      table({ ...one, inputs: ['amount +'] }),
      ['决策“分级”的第 1 个输入列“amount +”：表达式不完整，结尾缺少内容。'],
    ],
    [
      'bad allowed values',
      table({ ...one, inputs: ['amount|[1..'] }),
      ['决策“分级”的输入列“amount”的可选值：表达式不完整，结尾缺少内容。'],
    ],
    [
      'a bad default',
      table({ ...one, outputs: ['level?('] }),
      ['决策“分级”的输出列“level”的默认值：表达式不完整，结尾缺少内容。'],
    ],
    ['a short row', table({ ...one, rules: ['-'] }), ['决策“分级”第 1 条规则的格数与列数不一致。']],
    [
      'unnamed columns',
      table({ inputs: ['a'], outputs: ['x', ''], rules: [] }),
      ['决策“分级”的第 2 个输出列没有名称，后面的步骤取不到它。'],
    ],
    ['no output', table({ inputs: ['a'], outputs: [], rules: [] }), ['决策“分级”没有输出列，得不到结果。']],
    ['no logic', '<decision id="x" name="空" />', ['决策“空”还没有内容，流程走到这里得不到结果。']],
    [
      'a function as the result',
      '<decision id="x" name="空"><functionDefinition id="f" /></decision>',
      ['决策“空”的结果是函数，函数只能写成上下文的一项或业务知识模型。'],
    ],
    [
      'another expression language',
      '<decision id="x" name="空"><literalExpression id="l" expressionLanguage="javascript"><text>1</text></literalExpression></decision>',
      ['决策“空”的表达式不是 FEEL，不能执行。'],
    ],
    [
      'columns of one name',
      table({ ...one, outputs: ['a', 'a'], rules: [] }),
      ['决策“分级”有两个输出列重名，结果会互相覆盖。'],
    ],
    [
      'too much FEEL',
      Array.from({ length: 200 }, (_, at) => literal(`a${at}`, `"${'字'.repeat(1400)}"`)).join(''),
      ['文件里的表达式总共超过 256 KB，无法保存。请拆分成几个文件。'],
    ],
    ['an import', '<import name="i" namespace="x" importType="y" />', ['引用了其他文件里的模型，发布后无法取得。']],
    [
      'no id',
      '<decision name="无号"><literalExpression><text>1</text></literalExpression></decision>',
      ['决策“无号”没有编号，流程无法引用。'],
    ],
    ['an unknown element', '<decision id="x" name="空"><magic /></decision>', ['不认识的元素“dmn:Magic”。']],
  ])('%s', async (_, drawn, expected) => {
    expect(await problems(drawn)).toEqual(expected);
  });

  test('one problem whole; sound decisions of the file are kept', async () => {
    const bad = table({ ...one, id: 'bad', name: '坏', rules: ['( ; 1'] });
    const { decisions, problems: found } = await compileDecisions({
      path: 'rules.dmn',
      text: dmn(literal('good', '1') + bad),
    });
    expect(decisions.map(({ id }) => id)).toEqual(['good']);
    expect(found).toEqual([
      {
        severity: 'error',
        rule: 'decision',
        file: 'rules.dmn',
        element: 'bad',
        name: '坏',
        property: 'decision',
        message: '决策“坏”第 1 条规则的“amount”一格：表达式不完整，结尾缺少内容。',
        remedy: '修改表达式',
      },
    ]);
  });

  test.each<[string, string, string]>([
    ['a BPMN file', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" />', '这不是 DMN 1.3 决策文件。'],
    ['broken XML', dmn('<decision id="x">'), '文件第 1 行附近不是完整的 XML，无法读取。'],
    ['a document type', `<!DOCTYPE x>${dmn('')}`, '文件里有 DOCTYPE 或 ENTITY 声明，出于安全不予接收。请删去后再试。'],
    ['a reserved id', dmn(literal('__proto__', '1')), '编号“__proto__”是系统保留字，不能使用。'],
  ])('%s', async (_, text, message) => {
    const result = await compileDecisions({ path: 'rules.dmn', text });
    expect([result.decisions, result.problems.map((one) => one.message)]).toEqual([
      [],
      expect.arrayContaining([message]),
    ]);
  });
});
