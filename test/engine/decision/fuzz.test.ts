import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDecisions } from '../../../engine/decision/index.ts';
import { EvaluationError } from '../../../engine/model/expression.ts';
import type { Variables } from '../../../engine/model/variables.ts';
import { fuzz, sound, variables } from '../expression/fuzz.ts';
import { moment } from '../expression/support.ts';
import {
  allowed,
  component,
  context,
  decision,
  definition,
  fn,
  input,
  invocation,
  knowledge,
  list,
  literal,
  relation,
  service,
} from './boxes.ts';
import { dmn, table } from './support.ts';

interface Seen {
  problems: number;
  values: number;
  failures: number;
}

/** Compiles a text and evaluates what compiled; every way out must be in words. Counts files with problems, and evaluations. */
async function survive(text: string, given: Variables, seen: Seen): Promise<void> {
  const { decisions, problems } = await compileDecisions({ path: 'rules.dmn', text });
  for (const { message } of problems) expect(message).toMatch(/\p{Script=Han}.*。$/su);
  if (problems.length > 0) seen.problems += 1;
  for (const one of decisions) {
    try {
      const result = one.evaluate(given, moment);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      seen.values += 1;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      expect(error.message).toMatch(/^Expected .* but /s);
      seen.failures += 1;
    }
  }
}

const nothing = (): Seen => ({ problems: 0, values: 0, failures: 0 });

const name = fc.constantFrom('a', 'b', '甲', 'f', 'g', '月-数');
const type = fc.constantFrom('', ':number', ':string', ':date', ':分数', ':人', ':list');
const typed = fc.tuple(name, type).map(([one, of]) => one + of);

const { box } = fc.letrec<{ box: string }>((tie) => {
  const box = tie('box');
  const entries = fc.dictionary(fc.oneof(typed, fc.constant('')), box, { maxKeys: 3 });
  return {
    box: fc.oneof(
      { maxDepth: 2 },
      sound.map((text) => literal(text)),
      fc.array(box, { maxLength: 3 }).map((items) => list(...items)),
      entries.map((some) => context(some)),
      fc.tuple(typed, box, entries).map(([parameter, body, some]) => context({ f: fn([parameter], body), ...some })),
      fc.tuple(typed, sound, sound).map(([column, one, two]) => relation([column], [one], [two])),
      fc
        .tuple(fc.constantFrom('f', 'k', 'count', 's'), name, box)
        .map(([called, one, value]) => invocation(called, { [one]: value })),
    ),
  };
});

const policies = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;

test('random models with random variables', { timeout: 240_000 }, async () => {
  const seen = nothing();
  const requires = fc.subarray(['#x0', '#x1', '#x2', '?a', '?b', '!k', '!s']);
  const parts = fc.tuple(
    fc.array(fc.tuple(box, requires, type), { minLength: 1, maxLength: 3 }),
    box,
    sound,
    sound,
    fc.constantFrom(...policies),
  );
  await fuzz('DMN models', fc.tuple(parts, variables), 300, async ([[boxes, body, cell, result, policy], given]) => {
    const types = [
      definition('分数', allowed('number', '[0..100]')),
      definition('人', component('姓名', allowed('string')) + component('年龄', allowed('分数'))),
    ];
    const rows = table({
      id: 't',
      attributes: `hitPolicy="${policy}"`,
      inputs: ['a', cell.replace(/[|:?;]/g, ' ')],
      outputs: ['r'],
      rules: [`- ; ${result.replace(/;/g, '')} ; ${cell.replace(/;/g, '')}`, '> 1 ; - ; 2'],
    });
    const text = dmn(
      [
        ...types,
        input('a', 'a:number'),
        input('b'),
        knowledge('k', ['a'], body),
        service('s', { outputs: ['x0'], data: ['a'] }),
        rows,
        ...boxes.map(([one, needs, of], at) =>
          decision(
            `x${at}`,
            one,
            needs.filter((need) => need !== `#x${at}`),
            `x${at}${of}`,
          ),
        ),
      ].join(''),
    );
    await survive(text, given, seen);
  });
  expect(Math.min(seen.problems, seen.values)).toBeGreaterThan(30);
  expect(seen.failures).toBeGreaterThan(5);
});

const whole = dmn(
  [
    definition('分数', allowed('number', '[0..100]')),
    input('amount', 'amount:number'),
    knowledge('k', ['n:number'], context({ b: literal('n + 1'), '': literal('b * 2') })),
    decision('x', invocation('k', { n: literal('amount') }), ['?amount', '!k'], 'x:分数'),
    service('s', { outputs: ['x'], data: ['amount'] }),
    table({
      inputs: ['amount:number'],
      outputs: ['level|"高", "低"?"无"'],
      rules: ['> 10 ; "高"', '- ; "低"'],
      attributes: 'hitPolicy="FIRST"',
    }),
  ].join(''),
);

test('a file with characters, tags and whole pieces changed', { timeout: 240_000 }, async () => {
  const seen = nothing();
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    '&#0;',
    '&lt;',
    '</context>',
    '<list>',
    '<row/>',
    'id="x"',
    'href="#x"',
    '__proto__',
    '\u202e',
    '<!DOCTYPE a>',
    '<![CDATA[',
    'typeRef="分数"',
    '函',
    ' ',
    '<row><row>',
  );
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 60 }),
    piece: fc.oneof(piece, fc.constant('')),
    copy: fc.boolean(),
  });
  await fuzz('DMN files', fc.tuple(fc.array(change, { maxLength: 3 }), variables), 700, async ([changes, given]) => {
    const text = changes.reduce((before, { at, cut, piece: added, copy }) => {
      const place = Math.floor(at * before.length);
      const removed = before.slice(place, place + cut);
      return before.slice(0, place) + added + (copy ? removed + removed : '') + before.slice(place + cut);
    }, whole);
    await survive(text, { amount: 4, ...given }, seen);
  });
  expect(Math.min(seen.problems, seen.values)).toBeGreaterThan(100);
});

/** What a table of numbers gives by the book: an interpreter of its own, without FEEL. */
function byTheBook(
  policy: (typeof policies)[number],
  rows: readonly (readonly [number, number])[],
  given: number,
): unknown {
  const hits = rows.filter(([least]) => given >= least).map(([, output]) => output);
  const sorted = [5, 4, 3, 2, 1].flatMap((value) => hits.filter((hit) => hit === value));
  switch (policy) {
    case 'UNIQUE':
      return hits.length > 1 ? 'clash' : (hits[0] ?? null);
    case 'ANY':
      return new Set(hits).size > 1 ? 'clash' : (hits[0] ?? null);
    case 'FIRST':
      return hits[0] ?? null;
    case 'PRIORITY':
      return sorted[0] ?? null;
    case 'OUTPUT ORDER':
      return sorted;
    default:
      return hits;
  }
}

test('tables of every policy agree with the book', { timeout: 240_000 }, async () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 5 }));
  const inputs = fc.tuple(
    fc.constantFrom(...policies),
    fc.array(row, { maxLength: 5 }),
    fc.integer({ min: -1, max: 7 }),
  );
  await fuzz('decision tables', inputs, 500, async ([policy, rows, given]) => {
    const drawn = table({
      attributes: `hitPolicy="${policy}"`,
      inputs: ['n:number'],
      outputs: ['r|5, 4, 3, 2, 1'],
      rules: rows.map(([least, output]) => `>= ${least} ; ${output}`),
    });
    const { decisions } = await compileDecisions({ path: 'rules.dmn', text: dmn(drawn) });
    const expected = byTheBook(policy, rows, given);
    const evaluated = () => decisions[0]?.evaluate({ n: given }, moment).output;
    if (expected === 'clash') expect(evaluated).toThrow(EvaluationError);
    else expect(evaluated()).toEqual(expected);
  });
});
