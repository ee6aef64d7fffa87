import fc from 'fast-check';

/** JSON as programs send it by mistake or on purpose, and what is no JSON at all. */

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? { a: value } : [value];
  return value;
};

const cyclic = (): unknown => {
  const value: unknown[] = [];
  value.push(value);
  return value;
};

/** Made anew for every input: some are large. */
const LARGE: Readonly<Record<string, () => unknown>> = {
  '63 levels': () => deep(63),
  '65 levels': () => deep(65),
  '5,000 levels': () => deep(5_000),
  'a megabyte of text': () => 'x'.repeat(1_048_576),
  'as many bytes in three each': () => '长'.repeat(21_000),
  '200,000 numbers': () => Array.from({ length: 200_000 }, (_, at) => at),
  '20,000 names': () => Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`名${at}`, at])),
  '64 KB but one': () => 'x'.repeat(65_000),
  'a circle': cyclic,
};

const STRANGE: readonly unknown[] = [
  ...[null, undefined, true, false, 0, -0, 1e308, 5e-324, 2 ** 53, -1, Number.NaN, Number.POSITIVE_INFINITY],
  ...['', ' ', 'NaN', 'Infinity', '-0', '1e400', '__proto__', 'constructor', '\0', '\ud800', '\udc00x', '\u202e', '=x'],
  ...['2026-02-30', 'P1D', 'R/PT0S', '金额', '[1,2', '{"a":1}', 10n, Symbol('s'), () => 1, new Date(0), /x/],
  ...[[], {}, [null], [undefined], { a: undefined }, new Map([[1, 2]]), new Error('wrong'), Object.create(null)],
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
];

/** Described by name, so that a report can be read. */
export type Junk = { readonly large: string } | { readonly plain: unknown };

export const junk: fc.Arbitrary<Junk> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(LARGE)).map((large) => ({ large })) },
  { weight: 5, arbitrary: fc.constantFrom(...STRANGE).map((plain) => ({ plain })) },
  { weight: 5, arbitrary: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).map((plain) => ({ plain })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(fc.integer(), fc.double(), fc.constantFrom('O-1', 'S', ['x', 'y'], 60))
      .map((plain) => ({ plain })),
  },
);

export const made = (one: Junk): unknown => ('large' in one ? LARGE[one.large]!() : one.plain);

/** Names that the drawings read, and some that nobody should use. */
const NAMES = [
  'order',
  'amount',
  'items',
  'count',
  'level',
  'done',
  'urgent',
  'x',
  'a',
  'b',
  '金额',
  'deadline',
  'enough',
];
const BAD = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'a.b',
  '\0',
  '\ud800',
  'x'.repeat(3_000),
  'loopCounter',
  'item',
];

/** Variables: pairs of a name and anything. */
export const variables: fc.Arbitrary<readonly (readonly [string, Junk])[]> = fc.array(
  fc.tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.constantFrom(...BAD) }),
    junk,
  ),
  { maxLength: 4 },
);

export function variablesOf(pairs: readonly (readonly [string, Junk])[]): object {
  const object = {};
  for (const [name, value] of pairs)
    Object.defineProperty(object, name, {
      value: made(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return object;
}
