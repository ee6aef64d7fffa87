import fc from 'fast-check';
import type { Variables } from '../../../engine/model/variables.ts';

/** The seed of this run: another one by `FUZZ_SEED`. A fixed one lets a change, not chance, turn the run red. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);

/** Checks a property of inputs and prints the seed with the number of inputs. */
export async function fuzz<T>(name: string, inputs: fc.Arbitrary<T>, numRuns: number, check: (input: T) => unknown) {
  console.info(`${name}: ${numRuns} inputs, FUZZ_SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const begun = process.threadCpuUsage();
      await check(input);
      const { user, system } = process.threadCpuUsage(begun);
      const took = (user + system) / 1000;
      if (took > LIMIT) throw new Error(`Expected an answer within ${LIMIT} ms of CPU but it took ${took}`);
    }),
    { numRuns, seed },
  );
}

/** Milliseconds of CPU for one input; twice the promised second, for a core that two threads of a processor share. */
const LIMIT = 2000;

const NAMES = ['a', 'b', '甲', 'xs', 'f', 'item', '月-数'];
const WORDS = [
  ...NAMES,
  ...['1', '0', '2.5', '-3', '1e9', '"x"', '"2026-01-01"', 'null', 'true', 'false', '?', '[1, 2]', '{a: 1}', '@"P1D"'],
  ...[
    ' + ',
    ' - ',
    ' * ',
    ' / ',
    ' ** ',
    ' = ',
    ' != ',
    ' < ',
    ' >= ',
    ' and ',
    ' or ',
    ' in ',
    ' between ',
    '..',
    '.',
    ', ',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ': ',
    'not(',
    'if ',
    ' then ',
    ' else ',
    'for i in ',
    ' return ',
    'some i in ',
    'every i in ',
  ],
  ...[
    ' satisfies ',
    'count(',
    'sum(',
    'string join(',
    'sort(',
    'function(a, b) ',
    'f(',
    'date(',
    'now()',
    'workdays(',
    'deadline(',
  ],
  ...[
    'substring(',
    'split(',
    'matches(',
    'context put(',
    'get value(',
    'partial',
    'instance of ',
    '`',
    '//',
    '/*',
    '"',
    '@"',
  ],
];

const leaf = fc.constantFrom(
  'a',
  'b',
  '甲',
  'xs',
  '1',
  '0.1',
  '-2',
  '"x"',
  'null',
  'true',
  '[1, 2, 3]',
  '{a: 1, b: [a]}',
  'today()',
  '@"PT1H"',
  'date("2026-02-29")',
);

/** FEEL that mostly compiles. */
export const sound: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => {
  const e = tie('e');
  const over = (pattern: (a: string, b: string, c: string) => string) =>
    fc.tuple(e, e, e).map(([a, b, c]) => pattern(a, b, c));
  return {
    e: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      over((a, b) => `(${a} + ${b})`),
      over((a, b) => `(${a} * ${b})`),
      over((a, b) => `(${a} < ${b})`),
      over((a, b) => `(${a} = ${b} and ${b} != ${a})`),
      over((a, b, c) => `(if ${a} then ${b} else ${c})`),
      over((a, b) => `(for i in ${a} return [i, ${b}])`),
      over((a, b) => `(some i in ${a} satisfies i = ${b})`),
      over((a, b) => `${a}[item > ${b}]`),
      over((a, b) => `(${a})[${b}]`),
      over((a, b, c) => `{a: ${a}, b: ${b}, f: function(x) [x, ${c}], c: f(a)}`),
      over((a, b) => `sort([${a}, ${b}], function(x, y) x < y)`),
      over((a, b) => `concatenate([${a}], ${b})`),
      over((a, b) => `string join([string(${a}), "y"], string(${b}))`),
      over((a, b) => `(${a} in [${b}..9])`),
      over((a) => `workdays(count([${a}]))`),
    ),
  };
}).e;

/** Any text that looks like FEEL, and FEEL. */
export const feel: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: sound },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 16 }).map((words) => words.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.array(fc.integer(), { minLength: 500, maxLength: 1200 }),
  fc.constantFrom('x'.repeat(5000), '2026-01-01', '2026-12-01T09:00:00+08:00', 'P1D', 1e308, -0),
);

/** Variables as a process holds them: what JSON text can say. */
export const variables = fc
  .dictionary(fc.constantFrom(...NAMES, '?', '__proto__', 'constructor'), json, { maxKeys: 6 })
  .map((given) => JSON.parse(JSON.stringify(given)) as Variables);
