import { describe, expect, test } from 'vitest';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { moment } from '../expression/support.ts';
import { context, decision, fn, invocation, list, literal, relation } from './boxes.ts';
import { compiled, problems, table } from './support.ts';

const value = async (box: string, variables: Variables = {}): Promise<Json> =>
  (await compiled(decision('x', box))).evaluate(variables, moment).output;

describe('boxed expressions', () => {
  test.each<[string, string, Variables, Json]>([
    ['literal', literal('a + 1'), { a: 1 }, 2],
    ['literal with its type', literal('"2026-01-01"', 'date'), {}, '2026-01-01'],
    ['list', list(literal('a'), literal('2'), list(literal('3'))), { a: 1 }, [1, 2, [3]]],
    ['empty list', list(), {}, []],
    [
      'relation',
      relation(['姓名', '年龄:number'], ['"甲"', 'a'], ['"乙"', 'a + 1']),
      { a: 1 },
      [
        { 姓名: '甲', 年龄: 1 },
        { 姓名: '乙', 年龄: 2 },
      ],
    ],
    ['relation without rows', relation(['a']), {}, []],
    ['context', context({ b: literal('a + 1'), c: literal('b * 2') }), { a: 1 }, { b: 2, c: 4 }],
    ['context with a result', context({ b: literal('a + 1'), '': literal('b * 2') }), { a: 1 }, 4],
    ['entries hide variables', context({ a: literal('a + 1'), '': literal('a') }), { a: 1 }, 2],
    ['names with spaces and signs', context({ '月-工资 总额': literal('2'), '': literal('月-工资 总额 + 1') }), {}, 3],
    ['context in a context', context({ b: context({ c: literal('1') }), '': literal('b.c') }), {}, 1],
    [
      'typed entries are FEEL',
      context({ 'd:date': literal('given'), '': literal('d + duration("P1D")') }),
      { given: '2026-01-01' },
      '2026-01-02',
    ],
    ['a function', context({ f: fn(['x', 'y'], literal('x - y')), '': literal('f(3, 1) + f(y: 1, x: 5)') }), {}, 6],
    ['functions are no values', context({ f: fn(['x'], literal('x')), a: literal('f(1)') }), {}, { a: 1 }],
    [
      'a function sees what is above it',
      context({ a: literal('2'), f: fn(['x'], literal('x * a')), '': literal('f(3)') }),
      {},
      6,
    ],
    [
      'a function of a function',
      context({ f: fn(['x'], literal('x + 1')), g: fn(['x'], literal('f(f(x))')), '': literal('g(1)') }),
      {},
      3,
    ],
    ['in a loop', context({ f: fn(['x'], literal('x * x')), '': literal('sum(for i in 1..3 return f(i))') }), {}, 14],
    ['typed parameters', context({ f: fn(['d:date'], literal('d.year')), '': literal('f("2026-01-01")') }), {}, 2026],
    [
      'invocation',
      context({ f: fn(['x', 'y'], literal('x - y')), '': invocation('f', { y: literal('1'), x: literal('a') }) }),
      { a: 5 },
      4,
    ],
    [
      'invocation of a builtin',
      invocation('substring', { string: literal('a'), 'start position': literal('2') }),
      { a: 'abc' },
      'bc',
    ],
    ['invocation of the town', invocation('workdays', { n: literal('1') }), {}, '2026-11-24T10:00:00+08:00'],
  ])('%s', async (_, box, variables, expected) => {
    expect(await value(box, variables)).toEqual(expected);
  });

  test('a decision table inside', async () => {
    const inner = /<decisionTable.*<\/decisionTable>/.exec(
      table({ inputs: ['b'], outputs: ['level'], rules: ['> 1 ; "高"', '<= 1 ; "低"'] }),
    )?.[0];
    expect(await value(context({ b: literal('a + 1'), '': inner ?? '' }), { a: 1 })).toBe('高');
  });

  test('reads only what comes from outside', async () => {
    const box = context({
      a: literal('b'),
      f: fn(['p'], literal('p + q')),
      '': invocation('f', { p: list(literal('a'), literal('r')) }),
    });
    expect((await compiled(decision('x', box))).reads).toEqual(['b', 'q', 'r']);
  });
});

describe('what boxes refuse', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an entry without content',
      '<context><contextEntry><variable name="a" /></contextEntry></context>',
      ['决策“x”的“a”一项还没有内容，流程走到这里得不到结果。'],
    ],
    [
      'an entry that is wrong',
      context({ a: literal('1 +') }),
      ['决策“x”的“a”一项的表达式：表达式不完整，结尾缺少内容。'],
    ],
    [
      'two of a name',
      context({ a: literal('1'), 'a:number': literal('2') }),
      ['决策“x”的“a”一项重名，后面的步骤分不清是哪一个。'],
    ],
    [
      'a result that is not last',
      context({ '': literal('1'), a: literal('2') }),
      ['决策“x”的结果应是最后一项，其余各项都要有名称。'],
    ],
    [
      'a function that calls itself',
      context({ f: fn(['x'], literal('f(x)')), '': literal('f(1)') }),
      ['决策“x”的“f”一项的表达式：没有名为“f”的函数。', '决策“x”的结果的表达式：没有名为“f”的函数。'],
    ],
    [
      'a function as a value',
      context({ f: fn(['x'], literal('x')), '': literal('[f]') }),
      ['决策“x”的结果的表达式：函数“f”只能直接调用。'],
    ],
    [
      'Java',
      context({ f: fn(['x'], literal('x'), 'kind="Java"'), a: literal('1') }),
      ['决策“x”的“f”一项的函数不是用 FEEL 写的，不能执行外部程序。'],
    ],
    [
      'parameters of one name',
      context({ f: fn(['x', 'x'], literal('x')), a: literal('1') }),
      ['决策“x”的“f”一项的函数参数没有名称或重名。'],
    ],
    ['a short row', relation(['a', 'b'], ['1']), ['决策“x”第 1 行的格数与列数不一致。']],
    ['columns of one name', relation(['a', 'a'], ['1', '2']), ['决策“x”的关系表有的列没有名称或重名。']],
    [
      'a wrong cell',
      relation(['a', 'b'], ['1', '(']),
      ['决策“x”第 1 行的“b”一格的表达式：表达式不完整，结尾缺少内容。'],
    ],
    ['a wrong item', list(literal('1'), literal('(')), ['决策“x”的第 2 项的表达式：表达式不完整，结尾缺少内容。']],
    ['nobody to call', invocation('nobody', {}), ['决策“x”调用的“nobody”不是已有的函数、业务知识模型或决策服务。']],
    [
      'a missing parameter',
      context({ f: fn(['x', 'y'], literal('x')), '': invocation('f', { x: literal('1'), z: literal('1') }) }),
      ['决策“x”的结果调用“f”时，参数“y”没有或重复。', '决策“x”的结果调用“f”时多了参数“z”。'],
    ],
    [
      'too few arguments',
      context({ f: fn(['x', 'y'], literal('x')), '': literal('f(1)') }),
      ['决策“x”的结果的表达式：函数“f”的参数应是：x、y。'],
    ],
    [
      'an argument of another name',
      context({ f: fn(['x', 'y'], literal('x')), '': literal('f(x: 1, z: 2)') }),
      ['决策“x”的结果的表达式：函数“f”的参数应是：x、y。'],
    ],
    [
      'arguments of nothing',
      context({ f: fn([], literal('1')), '': literal('f(1)') }),
      ['决策“x”的结果的表达式：函数“f”没有参数。'],
    ],
    ['an unknown type', literal('1', 'money'), ['决策“x”的结果：没有名为“money”的类型。']],
  ])('%s', async (_, box, expected) => {
    expect(await problems(decision('x', box))).toEqual(expected);
  });
});

describe('values that do not fit', () => {
  test.each<[string, string, Variables, string, string]>([
    [
      'the result',
      literal('a', 'number'),
      { a: 'x' },
      'x',
      'Expected the result of “x” to be a number but it was a string',
    ],
    [
      'an entry',
      context({ 'b:boolean': literal('a') }),
      { a: 1 },
      'x',
      'Expected entry “b” to be a boolean but it was a number',
    ],
    [
      'a parameter',
      context({ f: fn(['p:string'], literal('p')), '': literal('f(a)') }),
      { a: 1 },
      'x',
      'Expected parameter “p” to be a string but it was a number',
    ],
    [
      'a column',
      relation(['c:string'], ['a']),
      { a: 1 },
      'x',
      'Expected column “c” to be a string but it was a number',
    ],
    ['a range at the end', literal('[1..5]'), {}, 'x', 'Expected a value that JSON can hold but got a range'],
  ])('%s', async (_, box, variables, source, message) => {
    const found = await compiled(decision('x', box));
    expect(() => found.evaluate(variables, moment)).toThrow(new EvaluationError(source, message));
  });

  test('a list of one stands for its item', async () => {
    expect(await value(literal('[a]', 'number'), { a: 1 })).toBe(1);
    expect(await value(literal('a', 'list'), { a: 1 })).toEqual([1]);
  });
});

describe('work without end', () => {
  test('entries that double', async () => {
    const names = [...'bcdefghijklmnopqrstuvwxyz'];
    const entries = Object.fromEntries(
      names.map((name, at) => [name, literal(`["a", ${at ? names[at - 1] : 'a'}, ${at ? names[at - 1] : 'a'}]`)]),
    );
    const message = 'Expected at most 65536 values and texts in “["a", p, p]” but there are more';
    const found = await compiled(decision('x', context(entries)));
    expect(() => found.evaluate({ a: 'a' }, moment)).toThrow(new EvaluationError('["a", p, p]', message));
  });

  test('functions in loops of functions in loops', async () => {
    const loop = (called: string) => literal(`count(for i in 1..600 return ${called}(i))`);
    const box = context({
      f: fn(['x'], literal('x + 1')),
      g: fn(['x'], loop('f')),
      h: fn(['x'], loop('g')),
      '': loop('h'),
    });
    const found = await compiled(decision('x', box));
    expect(() => found.evaluate({}, moment)).toThrow(
      'Expected at most 500000 steps of work but the data may need more',
    );
  });

  test('a long result of a function', async () => {
    const box = context({ f: fn(['x'], literal('for i in x return i')), '': literal('count(f(a)) + 1') });
    const found = await compiled(decision('x', box));
    const a = Array.from({ length: 2000 }, () => 1);
    const message =
      'Expected a result of at most 256 items or characters from a function but the variables of “count(f(a)) + 1” give others';
    expect(() => found.evaluate({ a }, moment)).toThrow(new EvaluationError('count(f(a)) + 1', message));
  });
});
