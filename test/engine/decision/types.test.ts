import { describe, expect, test } from 'vitest';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json } from '../../../engine/model/variables.ts';
import { moment } from '../expression/support.ts';
import { allowed, component, decision, definition, input, literal } from './boxes.ts';
import { compiled, problems, table } from './support.ts';

const kind = definition('类别', allowed('string', '"邻里", "欠薪"'));
const points = definition('分数', allowed('number', '[0..100]'));
const person = definition('人', component('姓名', allowed('string')) + component('年龄', allowed('分数')) + points);
const people = definition('人们', allowed('人'), 'isCollection="true"');
const days = definition('日子', allowed('date'), 'isCollection="true"');
const types = [kind, points, person.replace(points, ''), people, days];

const through = async (type: string, given: Json) =>
  (await compiled(...types, input('g', `g:${type}`), decision('x', literal('g'), ['?g']))).evaluate(
    { g: given },
    moment,
  ).output;

describe('values of item definitions', () => {
  test.each<[string, Json, Json]>([
    ['类别', '邻里', '邻里'],
    ['类别', ['欠薪'], '欠薪'],
    ['类别', null, null],
    ['分数', 100, 100],
    ['人', { 姓名: '甲', 年龄: 30, 其他: 1 }, { 姓名: '甲', 年龄: 30, 其他: 1 }],
    ['人', { 姓名: '甲' }, { 姓名: '甲', 年龄: null }],
    ['人们', [{ 姓名: '甲', 年龄: [3] }], [{ 姓名: '甲', 年龄: 3 }]],
    ['人们', { 姓名: '甲', 年龄: 1 }, [{ 姓名: '甲', 年龄: 1 }]],
    ['日子', ['2026-01-01', null], ['2026-01-01', null]],
    ['feel:number', 1, 1],
    ['Any', 'x', 'x'],
    ['context', { a: 1 }, { a: 1 }],
    ['years and months duration', 'P1Y', 'P1Y'],
    ['days and time duration', 'PT1H', 'PT1H'],
  ])('%s of %j', async (type, given, expected) => {
    expect(await through(type, given)).toEqual(expected);
  });

  test.each<[string, Json, string]>([
    ['类别', '其他', 'one of "邻里", "欠薪" but it was not'],
    ['类别', 5, 'a string but it was a number'],
    ['分数', 101, 'one of [0..100] but it was not'],
    ['人', '甲', 'a context but it was a string'],
    ['人', { 姓名: 5 }, 'a context whose “姓名” is a string but it was a number'],
    ['人们', [{ 年龄: 300 }], 'a context whose “年龄” is one of [0..100] but it was not'],
    ['日子', ['2026-01-01', '明天'], 'a date but it was a string'],
    ['years and months duration', 'P1D', 'a years and months duration but it was a string'],
    ['context', [1, 2], 'a context but it was a list'],
  ])('%s is not %j', async (type, given, message) => {
    await expect(through(type, given)).rejects.toThrow(new EvaluationError('g', `Expected input “g” to be ${message}`));
  });

  test('outputs are checked, and their order is that of the type', async () => {
    const drawn = (attributes: string) =>
      table({
        attributes,
        inputs: ['n'],
        outputs: ['kind'],
        rules: ['> 0 ; "欠薪"', '> 1 ; "邻里"', '> 2 ; "其他"'],
      }).replace('<output ', '<output typeRef="类别" ');
    const priority = await compiled(kind, drawn('hitPolicy="PRIORITY"'));
    expect(priority.evaluate({ n: 2 }, moment)).toMatchObject({ matched: [2], output: '邻里' });
    expect(() => priority.evaluate({ n: 3 }, moment)).toThrow(
      new EvaluationError('"其他"', 'Expected output “kind” to be one of "邻里", "欠薪" but it was not'),
    );
    const result = await compiled(kind, decision('x', literal('g'), [], 'x:类别'));
    expect(() => result.evaluate({ g: '其他' }, moment)).toThrow(
      new EvaluationError('x', 'Expected the result of “x” to be one of "邻里", "欠薪" but it was not'),
    );
  });
});

describe('refused definitions', () => {
  test.each<[string, string, readonly string[]]>([
    ['of an unknown type', definition('甲', allowed('乙')), ['类型“甲”没有名为“乙”的类型。']],
    ['of itself', definition('甲', component('乙', allowed('甲'))), ['类型“甲”的“乙”类型“甲”绕了一圈又包含自己。']],
    [
      'with values that are wrong',
      definition('甲', allowed('number', '[1..')),
      ['类型“甲”的可选值：表达式不完整，结尾缺少内容。'],
    ],
    [
      'with values that vary',
      definition('甲', allowed('number', '> limit')),
      ['类型“甲”的可选值：不能使用变量“limit”。'],
    ],
    [
      'of functions',
      definition('甲', '<functionItem outputTypeRef="number" />'),
      ['类型“甲”不能是函数：函数不能当作值传递。'],
    ],
    [
      'in another language',
      definition('甲', allowed('xs:string'), 'typeLanguage="http://www.w3.org/2001/XMLSchema"'),
      ['类型“甲”使用了 FEEL 以外的类型语言。', '类型“甲”没有名为“xs:string”的类型。'],
    ],
    [
      'without the name of a part',
      definition('甲', '<itemComponent><typeRef>number</typeRef></itemComponent>'),
      ['类型“甲”有一项没有名称。'],
    ],
    ['for an input', input('g', 'g:乙'), ['输入数据“g”：没有名为“乙”的类型。']],
  ])('%s', async (_, drawn, expected) => {
    expect(await problems(drawn)).toEqual(expected);
  });
});
