import { expect, test } from 'vitest';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { csvLines, csvOf } from '../../../server/operations/csv.ts';
import { factsOf, factsRead, knownFacts } from '../../../server/operations/facts.ts';

const procedure = {
  nodes: {
    weigh: { name: '研判', decision: { id: 'd', result: 'verdict' } },
    copy: { name: '抄写', script: { result: 'copied' } },
  },
} as unknown as Procedure;
const form = {
  title: '核对',
  schema: {
    type: 'object',
    properties: {
      words: { type: 'string', title: '情况说明' },
      kind: { type: 'string', title: '种类', oneOf: [{ const: 'a', title: '甲' }] },
      day: { type: 'string', format: 'date', title: '日期' },
      count: { type: 'integer', title: '件数' },
      party: { type: 'string', enum: ['x'], title: '当事人' },
      list: { type: 'array', title: '名单' },
    },
  },
  bindings: { party: 'willingness' },
};
const known = knownFacts(procedure, [{ path: 'forms/check.json', text: JSON.stringify(form) }]);

test('a fact is shown when the domain, a closed field of a form or a decision says what it is', () => {
  const shown = ['amount', 'words', 'kind', 'day', 'count', 'party', 'list', 'verdict', 'copied'];
  expect(shown.filter((name) => known.has(name))).toEqual(['amount', 'kind', 'day', 'count', 'verdict']);
  expect(known.get('kind')).toMatchObject({ title: '种类', type: 'text' });
});

test('everything else is hidden, but for truth values and what is empty', () => {
  expect(factsOf({ words: '赵小明说', kind: 'a', told: true, phone: 13_800_001_111, gone: null }, known)).toEqual([
    { name: 'gone', title: 'gone', value: null, hidden: false },
    { name: 'kind', title: '种类', value: 'a', hidden: false },
    { name: 'phone', title: 'phone', value: null, hidden: true },
    { name: 'told', title: 'told', value: true, hidden: false },
    { name: 'words', title: 'words', value: null, hidden: true },
  ]);
});

test('the facts that a step reads are those of its expressions, of the flows after it and of its decision', () => {
  const reading = (...reads: string[]) => ({ source: '', reads, evaluate: () => null });
  const drawn = {
    nodes: {
      ask: { outgoing: ['on', 'by'], task: { due: reading('kind', 'words') }, inputs: [{ source: reading('day') }] },
      weigh: { outgoing: [], decision: { id: 'd', result: 'verdict' } },
    },
    flows: { on: { condition: reading('amount', 'kind') }, by: {} },
    decisions: { d: reading('people') },
  } as unknown as Procedure;
  expect([factsRead(drawn, 'ask', known), factsRead(drawn, 'weigh', known)]).toEqual([
    ['kind', 'day', 'amount'],
    ['people'],
  ]);
  expect([factsRead(drawn, 'none', known), factsRead(undefined, 'ask', known)]).toEqual([[], []]);
});

test('a table for spreadsheets: marked as UTF-8, quoted where it must be, and nothing runs as a formula', async () => {
  const rows = [
    ['=1+1', '+86', '-1', '@x', '\ttab', '＝宽'],
    ['a,b', '说“是”', 'say "no"', 'two\nlines', null, -5],
  ];
  const text = '\uFEFF甲,乙\r\n\'=1+1,\'+86,\'-1,\'@x,\'\ttab,\'＝宽\r\n"a,b",说“是”,"say ""no""","two\nlines",,-5\r\n';
  expect(csvOf(['甲', '乙'], rows)).toBe(text);
  async function* slowly() {
    yield* rows;
  }
  let streamed = '';
  for await (const line of csvLines(['甲', '乙'], slowly())) streamed += line;
  expect(streamed).toBe(text);
});
