import { expect, test } from 'vitest';
import { shinglesOf, similarity } from '../../../server/intake/shingles.ts';

const key = Buffer.alloc(32, 7);
const of = (text: string) => shinglesOf(text, key);
const story = '五金厂停产两个月，拖欠 22 名工人工资 41.6 万元，工人多次到厂门口讨要未果，情绪激动。';

test('the same story is wholly alike, whatever its punctuation', () => {
  expect(similarity(of(story), of(story.replace(/[，。 ]/g, '')))).toBe(1);
});
test('a retold story is alike, another one is not', () => {
  expect(similarity(of(story), of('五金厂停产，拖欠工人工资两个月，22 名工人多次到厂门口讨要未果'))).toBeGreaterThan(
    0.3,
  );
  expect(similarity(of(story), of('邻居改建抬高路面，雨水倒灌进厨房，双方争吵'))).toBeLessThan(0.05);
});
test('nothing in common with nothing', () =>
  expect([similarity(of(''), of('')), similarity(of(story), of(''))]).toEqual([0, 0]));
test('at most 64 numbers of 32 bits, which depend on the key', () => {
  const long = of(
    story.repeat(3) + Array.from({ length: 400 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join(''),
  );
  expect(long).toHaveLength(64);
  expect(long.every((hash) => Number.isInteger(hash) && Math.abs(hash) <= 2 ** 31)).toBe(true);
  expect(similarity(of(story), shinglesOf(story, Buffer.alloc(32, 8)))).toBe(0);
});
