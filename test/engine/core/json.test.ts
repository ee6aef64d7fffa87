import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalVariables, ordered, sizeOf } from '../../../engine/core/json.ts';

describe('stored order', () => {
  it('is by length in bytes, then by bytes, at every depth', () => {
    const value = { 中: 1, bbb: 2, aaa: 3, z: { bb: 1, a: [{ dd: 1, c: 2 }] }, '\u{1F600}': 4, aaé: 5, '\uFFFDa': 6 };
    expect(JSON.stringify(canonical(value))).toBe(
      '{"z":{"a":[{"c":2,"dd":1}],"bb":1},"aaa":3,"bbb":2,"中":1,"aaé":5,"\uFFFDa":6,"\u{1F600}":4}',
    );
    expect(Object.keys(ordered({ bb: 1, a: 2, aa: 3 }))).toEqual(['a', 'aa', 'bb']);
  });

  it('leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('\\u0000') && !text.includes('__proto__') && !/\\ud[89a-f]/i.test(text));
        expect(canonical(JSON.parse(text))).toEqual(JSON.parse(text));
        expect(sizeOf(JSON.parse(text))).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 100 },
    );
  }, 240_000);

  it('refuses what would be something else in history', () => {
    for (const value of [new Date(0), new Map(), [/x/], { a: new Error('wrong') }])
      expect(() => canonical(value)).toThrow(/^Expected JSON but found a (Date|Map|RegExp|Error)$/);
    expect(canonical(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 });
  });

  it('drops what is undefined and minus zero', () => {
    expect(JSON.stringify(canonicalVariables({ a: undefined, b: -0 } as never))).toBe('{"b":0}');
    expect(Object.is(canonical(-0), 0)).toBe(true);
    expect(canonicalVariables(undefined)).toEqual({});
  });

  it.each([
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['NUL in a key', { 'a\0': 1 }],
    ['a key that is the prototype', JSON.parse('{"__proto__":{}}')],
    ['endless nesting', JSON.parse('['.repeat(65) + ']'.repeat(65))],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(RangeError);
  });
});
