import { expect, test } from 'vitest';
import { catalogueOf, factsOf, readSample } from '../../designer/try/facts.ts';
import { sayValue } from '../../designer/try/say.ts';

test('the facts a formula reads are asked for, by what they are called', () => {
  expect(factsOf('=level >= 3 and unheard = signer').map(({ name, label }) => [name, label])).toEqual([
    ['level', '等级'],
    ['signer', '签的人'],
    ['unheard', 'unheard'],
  ]);
  expect(factsOf('=workdays(3)')).toEqual([]);
  expect(factsOf('=(')).toEqual([]);
});

test('what the steps find out can be used beside the facts of every case', () => {
  const values = [{ resultVariable: 'grade' }, { outputParameters: [{ target: 'answer' }, { target: 'level' }] }];
  const loop = { extensionElements: { values: [{ outputCollection: 'opinions' }] } };
  const inside = { flowElements: [{ extensionElements: { values } }, { loopCharacteristics: loop }] };
  const offered = catalogueOf({ rootElements: [{ flowElements: [inside] }] });
  expect(offered.slice(0, 4).map(({ name, label }) => [name, label])).toEqual([
    ['grade', 'grade'],
    ['answer', 'answer'],
    ['opinions', '各人的意见'],
    ['level', '等级'],
  ]);
  expect(offered.filter(({ name }) => name === 'level').length).toBe(1);
});

test('samples are typed as people write them', () => {
  expect(['', ' 是 ', '否', '3', '"3"', '[true, false]', '乡政府', 'true'].map(readSample)).toEqual([
    ...[null, true, false, 3, '3', [true, false], '乡政府', true],
  ]);
});

test('a value is said in words', () => {
  expect(
    [null, true, false, 1200.5, '', '乡政府', '2026-11-25', '2026-11-25T17:30:00+08:00', [1, true], { a: 1 }].map(
      sayValue,
    ),
  ).toEqual([
    ...['没有值（空）', '是', '否', '1200.5', '空的文字', '乡政府', '11月25日周三', '11月25日周三 17:30'],
    ...['列表（2 项）：1、是', '{"a":1}'],
  ]);
});
