import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../engine/expression/index.ts';
import { patternProblem } from '../../../engine/expression/pattern.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { moment, problem, value } from './support.ts';

const WORK = '表达式的计算量没有上限（循环或拼接太多），可能卡住系统，请简化。';

describe('refused when compiled', () => {
  test.each([
    ['a very long text', `"${'字'.repeat(700)}"`, '表达式超过 2 KB，请拆成几步。'],
    ['deep brackets', '('.repeat(65), '表达式的括号超过 64 层，请拆成几步。'],
    [
      'deep nesting without brackets',
      `${'if a then '.repeat(90)}1${' else 2'.repeat(90)}`,
      '表达式嵌套超过 64 层，请拆成几步。',
    ],
    ['a huge range', 'for i in 1..1e9 return i', '循环的范围超过 1000 个数。'],
    ['a huge interval', 'every i in [1..1001] satisfies i > 0', '循环的范围超过 1000 个数。'],
    ['three loops', 'for a in x, b in x, c in x return 1', '循环套循环超过 2 层，请拆成几步。'],
    ['loops in loops', 'for a in x return for b in x return for c in x return 1', '循环套循环超过 2 层，请拆成几步。'],
    ['filters in filters', 'x[count(x[count(x[item > 1]) > 1]) > 1]', '循环套循环超过 2 层，请拆成几步。'],
    ['a million rounds', 'for a in 1..1000, b in 1..1000 return 1', WORK],
    ['growing loops', 'for a in (for b in 1..1000 return 1) return for c in 1..1000 return c', WORK],
    ['growing joins', `string join(${'split(string join('.repeat(3)}x${', x), "")'.repeat(3)}, x)`, WORK],
    [
      'doubled texts',
      `{a: "0123456789", ${[...'bcdefghijklmnopq'].map((k, i) => `${k}: ${'abcdefghijklmnop'[i]} + ${'abcdefghijklmnop'[i]}`).join(', ')}}`,
      WORK,
    ],
    ['a function that calls itself', '{f: function(a) f(a)}', '没有名为“f”的函数。'],
    ['a function that is passed on', '{f: function(a) a, g: f}', '函数“f”只能直接调用。'],
    [
      'a function of nothing',
      '[function(a) a]',
      '函数只能定义成上下文的一项，或直接写在 sort、list replace 的参数里。',
    ],
    [
      'a foreign function',
      '{f: function(a) external {java: {class: "x"}}}',
      '函数只能用表达式写成，不能引用外部程序。',
    ],
    [
      'an order from elsewhere',
      'sort(xs, get value({f: function(a, b) a < b}, "f"))',
      '函数“sort”的第二个参数必须直接写成 function(…)。',
    ],
    ['loops in an order', 'sort(xs, function(a, b) count(xs[item > a]) > 1)', '循环套循环超过 2 层，请拆成几步。'],
    [
      'functions that call functions',
      `{a: function(v0) v0 + v0, ${[...'bcdefghijklmnopqrstuvwxyz'].map((k, i) => `${k}: function(v0) ${'abcdefghijklmnopqrstuvwxyz'[i]}(${'abcdefghijklmnopqrstuvwxyz'[i]}(v0))`).join(', ')}, r: z(1)}`,
      WORK,
    ],
    ['partial results of a loop', 'for i in 1..9 return partial', '循环里不能使用“partial”。'],
    ['an unknown function', 'lookup(1)', '没有名为“lookup”的函数。'],
    ['a function that is a value', '[abs][1](2)', '只能按名称调用函数。'],
    ['a pattern from a variable', 'matches(x, p)', '函数“matches”的匹配规则必须直接写成文字。'],
    ['a named pattern from a variable', 'split(string: x, delimiter: p)', '函数“split”的匹配规则必须直接写成文字。'],
    ['a pattern function as a value', '[matches]', '函数“matches”只能直接调用。'],
    ['a risky pattern', 'matches(x, "^(a+)+$")', '匹配规则在重复里又有重复或分支，文字稍长就会卡住（函数“matches”）。'],
  ])('%s', (_, source, message) => {
    expect(problem(source)).toBe(message);
  });

  test('cells as well', () => {
    expect(problem('some i in 1..1e9 satisfies i = ?', 'unary')).toBe('循环的范围超过 1000 个数。');
  });
});

describe('refused when the data are too many', () => {
  const list = (length: number): Json => Array.from({ length }, () => 1);
  test.each<[string, Variables, string]>([
    [
      'for i in 1..n return i',
      { n: 1e9 },
      'Expected a range of at most 1000 whole numbers to loop over but the variables of “for i in 1..n return i” give others',
    ],
    [
      'for i in 1..n return i',
      { n: 2.5 },
      'Expected a range of at most 1000 whole numbers to loop over but the variables of “for i in 1..n return i” give others',
    ],
    [
      'for i in [1..n] return i',
      { n: 1e9 },
      'Expected a range of at most 1000 whole numbers to loop over but the variables of “for i in [1..n] return i” give others',
    ],
    [
      '{r: [1..n], a: for i in r return i}',
      { n: 1e9 },
      'Expected a range of at most 1000 whole numbers to loop over but the variables of “{r: [1..n], a: for i in r return i}” give others',
    ],
    [
      'count(for a in x, b in x return 1)',
      { x: list(1000) },
      'Expected at most 500000 steps of work but the data may need 10000000',
    ],
    [
      'sort(x, function(a, b) a < b)',
      { x: list(30_000) },
      'Expected at most 500000 steps of work but the data may need 4410000',
    ],
    [
      'matches(x, "a.*b")',
      { x: 'a'.repeat(501) },
      'Expected a text of at most 500 characters in matches() but the variables of “matches(x, "a.*b")” give others',
    ],
  ])('%s', (source, variables, message) => {
    expect(() => value(source, variables)).toThrow(new EvaluationError(source, message));
  });

  test('what is usual passes', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => ({ amount: index, name: `第 ${index} 项` }));
    expect(value('count(rows[amount > limit])', { rows, limit: 1500 })).toBe(499);
    expect(value('some row in rows satisfies row.amount > limit', { rows, limit: 1998 })).toBe(true);
    expect(value('sum(for i in 1..n return i * rate)', { n: 1000, rate: 2 })).toBe(1_001_000);
    expect(value('count(for a in x, b in x return 1)', { x: list(200) })).toBe(40_000);
  });
});

describe('patterns', () => {
  test.each([
    '^1[3-9][0-9]{9}$',
    '(省|市|区)',
    '^(甲|乙)?$',
    '\\d+(\\.\\d{1,2})?',
    '^[a-z.*+(]{1,20}$',
    '(ab){1}',
    'a.*b',
    '(?:ab)+',
  ])('%s', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  test.each([
    ['(a+)+', '匹配规则在重复里又有重复或分支，文字稍长就会卡住'],
    ['((ab)*c)*', '匹配规则在重复里又有重复或分支，文字稍长就会卡住'],
    ['(?:a|ab)*', '匹配规则在重复里又有重复或分支，文字稍长就会卡住'],
    ['(x(a?)y){2,30}', '匹配规则在重复里又有重复或分支，文字稍长就会卡住'],
    ['.*.*.*=', '匹配规则里没有上限的重复（* 或 +）超过 2 处'],
    ['.{0,900}.{0,900}.{5,}x', '匹配规则里没有上限的重复（* 或 +）超过 2 处'],
    ['(a)\\1', '匹配规则不能引用前面的分组'],
    ['(?<n>a)\\k<n>', '匹配规则不能引用前面的分组'],
    ['(?=a)b', '匹配规则不能用前后断言'],
    ['(?<!a)b', '匹配规则不能用前后断言'],
    ['[a', '匹配规则写错了'],
    ['a'.repeat(201), '匹配规则超过 200 个字'],
  ])('%s', (pattern, message) => {
    expect(patternProblem(pattern)).toBe(message);
  });
});

/** Whatever is written: compiling ends without throwing, and evaluating gives JSON or an EvaluationError. */
test('any text is answered', () => {
  const word = fc.constantFrom(
    ...[
      'a',
      '甲',
      '1',
      '1e3',
      '"x"',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ':',
      ',',
      '..',
      '.',
      '+',
      '-',
      '*',
      '**',
      '=',
      '<',
      '>=',
      ' and ',
      ' or ',
      'not(',
      'for i in ',
      ' return ',
      'some i in ',
      ' satisfies ',
      'if ',
      ' then ',
      ' else ',
      ' in ',
      ' between ',
      '?',
      'count(',
      'date("2026-01-01")',
      'now()',
      '@"P1D"',
      'null',
      'true',
      'partial',
      '`',
      '//',
      '/*',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.constantFrom('expression', 'unary'), (words, mode) => {
      const result = compileExpression(words.join(''), mode as 'expression');
      if ('problem' in result) {
        expect(result.problem).toMatch(/。$/);
        return;
      }
      try {
        const json = result.evaluate({ a: [1, 'x', null], 甲: { a: 1 }, '?': 1 }, moment);
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
      } catch (error) {
        expect(error).toBeInstanceOf(EvaluationError);
      }
    }),
    { numRuns: 600 },
  );
});
