import { describe, expect, test } from 'vitest';
import { compileText, holds, isUnfit, readFeel } from '../../../engine/expression/index.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import { compiled, moment, problem, value } from './support.ts';

describe('values come out as JSON', () => {
  test.each<[string, Variables, Json]>([
    ['level = 2', { level: 2 }, true],
    ['处理人.部门 = "人社局"', { 处理人: { 部门: '人社局' } }, true],
    ['amount', { amount: [1, { a: null }] }, [1, { a: null }]],
    ['missing', {}, null],
    ['missing = null', {}, true],
    ['facts.level', { facts: { level: 3 } }, 3],
    ['{ level: level + 1, "a b": [true, null] }', { level: 1 }, { level: 2, 'a b': [true, null] }],
    ['date("2026-11-23") + duration("P1D")', {}, '2026-11-24'],
    ['date("2026-11-23") - date("2026-11-20")', {}, 'P3D'],
    ['years and months duration(date("2020-01-01"), date("2021-03-01"))', {}, 'P1Y2M'],
    ['date and time("2026-11-23T10:00:00@Asia/Shanghai")', {}, '2026-11-23T10:00:00+08:00'],
    ['date and time("2026-11-23T10:00:00@America/New_York")', {}, '2026-11-23T10:00:00-05:00'],
    ['time("10:00:00")', {}, '10:00:00'],
    ['0.1 + 0.2', {}, 0.3],
    ['-0', {}, 0],
    ['for x in xs return x * 2', { xs: [1, 2] }, [2, 4]],
    [
      'xs[item.amount > limit].name',
      {
        xs: [
          { amount: 1, name: '甲' },
          { amount: 9, name: '乙' },
        ],
        limit: 3,
      },
      ['乙'],
    ],
    ['xs[amount > 3]', { xs: [{ amount: 1 }, { amount: 9 }] }, [{ amount: 9 }]],
    ['string join(for x in xs return x.n, "、")', { xs: [{ n: '甲' }, { n: '乙' }] }, '甲、乙'],
    ['count + min + 1', { count: 3, min: 4 }, 8],
    ['today', { today: 'x' }, 'x'],
    ['// 说明\n1 /* 加 */ + 2', {}, 3],
  ])('%s', (source, variables, expected) => {
    expect(value(source, variables)).toEqual(expected);
  });

  test('objects carry no prototype of the attacker', () => {
    const made = value('{"__proto__": {isAdmin: true}, name: "甲"}') as Record<string, Json>;
    expect(made).toEqual({ name: '甲' });
    expect([Object.getPrototypeOf(made), made.isAdmin]).toEqual([Object.prototype, undefined]);
    expect(value('context put({}, "__proto__", {isAdmin: true})')).toEqual({});
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test('inherited members of the variables are not visible', () => {
    expect(value('constructor')).toBeNull();
    expect(value('toString')).toBeNull();
    expect(value('facts.constructor', { facts: {} })).toBeNull();
  });

  test.each([
    ['abs', 'Expected a value that JSON can hold but got a function'],
    ['[1..5]', 'Expected a value that JSON can hold but got a range'],
    ['2 ** 10000', 'Expected a finite number but got Infinity'],
  ])('%s is no JSON', (source, message) => {
    expect(() => value(source)).toThrow(new EvaluationError(source, message));
  });

  test('a failure inside names the source and no value', () => {
    const message = 'Expected values that fit together but the variables of “flag > false” give others';
    expect(() => value('flag > false', { flag: true })).toThrow(new EvaluationError('flag > false', message));
  });

  test('the same facts give the same value, other facts another', () => {
    const expression = compiled('level > 2');
    const answers = [1, 3, 1, 3].map((level) => expression.evaluate({ level, unread: level }, moment));
    expect(answers).toEqual([false, true, false, true]);
  });

  test('what is remembered cannot be changed from outside', () => {
    const list = value('[level]', { level: 1 }) as Json[];
    expect(() => list.push(2)).toThrow(TypeError);
  });
});

describe('names that are read', () => {
  test.each<[string, readonly string[]]>([
    ['level = 2 and amount > limit', ['amount', 'level', 'limit']],
    ['for x in xs return x + y', ['xs', 'y']],
    ['for x in xs, z in x.parts return z + y', ['xs', 'y']],
    ['some x in xs satisfies x = y', ['xs', 'y']],
    ['{ a: b, c: a }.c', ['b']],
    ['xs[item > y]', ['xs', 'y']],
    ['workdays(count(list))', ['list']],
    ['x instance of string', ['x']],
    ['a.b.c', ['a']],
    ['"text"', []],
  ])('%s', (source, names) => {
    expect(compiled(source).reads).toEqual(names);
  });
});

describe('conditions are true or false', () => {
  test.each<[string, Variables, boolean]>([
    ['level = 2', { level: 2 }, true],
    ['level = 2', {}, false],
    ['level > 2 or urgent', { urgent: true }, true],
    ['level > 2 and urgent', { urgent: false }, false],
  ])('%s with %j', (source, variables, expected) => {
    expect(holds(compiled(source), variables, moment)).toBe(expected);
  });

  test.each<[string, Variables, string]>([
    ['level > 2', {}, 'null'],
    ['level > 2', { level: '3' }, 'null'],
    ['level', { level: 2 }, 'a number'],
    ['level', { level: 'true' }, 'a string'],
    ['not(level)', {}, 'null'],
    ['levels', { levels: [] }, 'a list'],
    ['facts', { facts: {} }, 'a context'],
  ])('%s with %j is neither', (source, variables, kind) => {
    const message = `Expected condition “${source}” to be true or false but it was ${kind}`;
    expect(() => holds(compiled(source), variables, moment)).toThrow(new EvaluationError(source, message));
  });
});

describe('attributes in Zeebe style', () => {
  test('text after = is FEEL, other text is itself', () => {
    expect(readFeel('=level + 1')).toEqual({ feel: 'level + 1' });
    expect(readFeel(' = level')).toEqual({ feel: 'level' });
    expect(readFeel('director, mediator')).toEqual({ constant: 'director, mediator' });
  });

  test('compiled either way', () => {
    const results = ['=level + 1', 'level + 1'].map((text) => {
      const result = compileText(text);
      return isUnfit(result) ? result : [result.source, result.reads, result.evaluate({ level: 1 }, moment)];
    });
    expect(results).toEqual([
      ['level + 1', ['level'], 2],
      ['level + 1', [], 'level + 1'],
    ]);
    expect(compileText('=level +')).toEqual({ problem: '表达式不完整，结尾缺少内容。' });
  });
});

describe('what is no FEEL', () => {
  test.each([
    ['', '表达式是空的。'],
    ['level = ', '表达式不完整，结尾缺少内容。'],
    ['level == 2', '比较符号左边缺少内容，或连写了两个比较符号（相等只写一个“=”）。'],
    ['> 2', '比较符号左边缺少内容，或连写了两个比较符号（相等只写一个“=”）。'],
    ['level = 2)', '表达式在第 10 个字“)”处写错了，无法理解。'],
    ["'text'", "表达式在第 1 个字“'text'”处写错了，无法理解。"],
  ])('%s', (source, message) => {
    expect(problem(source)).toBe(message);
  });
});
