import { expect, test } from 'vitest';
import { entryOf, linesOf, readStructure, sayFact, seenFrom } from '../../../designer/operations/facts.ts';

const kinds = [{ value: 'oral', title: '口头协议' }];

test('a value of a choice is said by its title', () => {
  expect([sayFact('oral', kinds), sayFact('paper', kinds), sayFact(true)]).toEqual(['口头协议', 'paper', '是']);
});

test('what may be mended: seen facts first, then known ones that are not set; no ids, nothing hidden', () => {
  expect(
    linesOf(
      [
        { name: 'people', title: '涉及人数', value: 5, hidden: false },
        { name: 'case', title: '案件', value: '0193', hidden: false },
        { name: 'story', title: 'story', value: null, hidden: true },
        { name: 'paper', title: '文书', value: '01a205ea-be80-74c6-8d15-328afc641d39', hidden: false },
        { name: 'done', title: 'done', value: true, hidden: false },
      ],
      [
        { name: 'people', title: '涉及人数', type: 'number' },
        { name: 'case', title: '案件', type: 'id' },
        { name: 'mediator', title: '调解员', type: 'id' },
        { name: 'since', title: '何时起', type: 'date' },
        { name: 'kind', title: '协议形式', type: 'text', options: kinds },
      ],
    ),
  ).toEqual([
    { name: 'people', title: '涉及人数', value: 5, entry: 'number', options: [] },
    { name: 'done', title: 'done', value: true, entry: 'boolean', options: [] },
    { name: 'since', title: '何时起', value: undefined, entry: 'date', options: [] },
    { name: 'kind', title: '协议形式', value: undefined, entry: 'choice', options: kinds },
  ]);
});

test('how a fact is entered follows the catalogue, else its value', () => {
  expect(entryOf('number', 'twelve')).toBe('number');
  expect(entryOf(undefined, 12)).toBe('number');
  expect(entryOf(undefined, { a: 1 })).toBe('structure');
  expect(entryOf(undefined, null)).toBe('text');
  expect(entryOf('text', { a: 1 })).toBe('structure');
});

test('a structure counts once its brackets match', () => {
  expect(readStructure('["a"]')).toEqual({ ok: true, value: ['a'] });
  expect(readStructure('["a"')).toEqual({ ok: false });
});

test('a step sees the facts of its scope, then those around it, not those of whoever called its process', () => {
  const fact = (name: string, value: unknown) => ({ name, title: name, value, hidden: false });
  const scope = (number: number, parent: number | null, procedure: string, ...facts: ReturnType<typeof fact>[]) => ({
    ...{ scope: number, parent, procedure, facts },
    ...{ element: `scope-${number}`, name: '', loop: null },
  });
  const scopes = [
    scope(1, null, 'caller@1', fact('secret', 1)),
    scope(2, 1, 'called@1', fact('people', 5), fact('result', 'no')),
    scope(3, 2, 'called@1', fact('result', 'yes')),
  ];
  const token = { element: 'inner', procedure: 'called@1', scope: 3, token: 9 };
  const at = { scopes, tokens: [token] } as unknown as Parameters<typeof seenFrom>[0];
  const names = (element: string, procedure: string) =>
    seenFrom(at, { element, procedure, name: '' }).map(({ name, value }) => [name, value]);
  expect(names('inner', 'called@1')).toEqual([
    ['result', 'yes'],
    ['people', 5],
  ]);
  expect(names('gateway', 'called@1')).toEqual([
    ['people', 5],
    ['result', 'no'],
  ]);
  expect(names('elsewhere', 'other@1')).toEqual([]);
});
