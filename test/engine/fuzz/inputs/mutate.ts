import fc from 'fast-check';
import { ATTRIBUTES, CHARACTERS, NAMESPACES, SNIPPETS, TYPES, VALUES } from './pieces.ts';
import { redraws } from './redraw.ts';
import { type Apply, nth, place, replaceOne, splice } from './text.ts';

/** One change of a text: where (a share of what there is to choose from), and with what (by number). */
export interface Change {
  readonly kind: keyof typeof damages | keyof typeof redraws;
  readonly at: number;
  readonly with: number;
}

const ELEMENT = /<(bpmn:\w+)\b[^<>]*?(?:\/>|>[^<]*<\/\1>)/g;
const ATTRIBUTE = /([\w:]+)="([^"<]*)"/g;
const OPENING = /<(?:bpmn|zeebe|onedoor):\w+\b[^<>]*[^/<>]>/g;

/** What leaves little that can be read. */
const damages = {
  flip: (text, at, what) => splice(text, place(text, at), place(text, at) + 1, nth(CHARACTERS, what)),
  insert: (text, at, what) => splice(text, place(text, at), place(text, at), nth(CHARACTERS, what)),
  cut: (text, at, what) => splice(text, place(text, at), place(text, at) + (what % 200), ''),
  truncate: (text, at) => text.slice(0, place(text, at)),
  stutter: (text, at, what) => {
    const from = place(text, at);
    return splice(text, from, from, text.slice(from, from + (what % 400)));
  },
  retag: (text, at, what) => replaceOne(text, /<\/?(\w+:)\w+/g, at, ([, prefix]) => `<${prefix}${nth(TYPES, what)}`),
  revalue: (text, at, what) => replaceOne(text, ATTRIBUTE, at, ([, name]) => `${name}="${nth(VALUES, what)}"`),
  refer: (text, at, what) => {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    return replaceOne(text, /(\w+Ref|id|default)="[^"]*"/g, at, ([, name]) => `${name}="${nth(ids, what)}"`);
  },
  rewrite: (text, at, what) => replaceOne(text, />[^<>]+</g, at, () => `>${nth(VALUES, what)}<`),
  rename: (text, at, what) => replaceOne(text, ATTRIBUTE, at, ([, , value]) => `${nth(ATTRIBUTES, what)}="${value}"`),
  give: (text, at, what) =>
    replaceOne(
      text,
      /<\w+:\w+(?=[\s/>])/g,
      at,
      ([tag]) => `${tag} ${nth(ATTRIBUTES, what)}="${nth(VALUES, what >> 6)}"`,
    ),
  remove: (text, at) => replaceOne(text, ELEMENT, at, () => ''),
  double: (text, at) => replaceOne(text, ELEMENT, at, ([element]) => element + element),
  move: (text, at, what) => {
    const elements = [...text.matchAll(ELEMENT)].map(([element]) => element);
    const one = nth(elements, what) ?? '';
    return replaceOne(
      text.replace(one, () => ''),
      OPENING,
      at,
      ([tag]) => tag + one,
    );
  },
  put: (text, at, what) => replaceOne(text, OPENING, at, ([tag]) => tag + nth(SNIPPETS, what)),
  begin: (text, _, what) => nth(SNIPPETS, what) + text,
  namespace: (text, at, what) =>
    replaceOne(text, /(xmlns(?::\w+)?)="[^"]*"/g, at, ([, name]) => `${name}="${nth(NAMESPACES, what)}"`),
  prefix: (text, at, what) =>
    replaceOne(
      text,
      /<(\/?)\w+:/g,
      at,
      ([, slash]) => `<${slash}${nth(['', 'bpmn:', 'zeebe:', 'onedoor:', 'dc:', 'x:'], what)}`,
    ),
  nest: (text, at, what) => {
    const depth = 1 + (what % 90);
    const opened = Array.from({ length: depth }, (_, level) => `<bpmn:subProcess id="deep${level}">`).join('');
    return replaceOne(
      text,
      /<bpmn:process\b[^<>]*[^/<>]>/g,
      at,
      ([tag]) => `${tag}${opened}${'</bpmn:subProcess>'.repeat(depth)}`,
    );
  },
  many: (text, at, what) => {
    const count = 1 + (what % 6_000);
    const tasks = Array.from({ length: count }, (_, number) => `<bpmn:task id="many${number}" />`).join('');
    return replaceOne(text, /<bpmn:process\b[^<>]*[^/<>]>/g, at, ([tag]) => tag + tasks);
  },
  chain: (text, at, what) => {
    const count = 2 + (what % 1_500);
    const nodes = Array.from({ length: count }, (_, number) => `<bpmn:exclusiveGateway id="c${number}" />`);
    const flows = nodes
      .slice(1)
      .map((_, number) => `<bpmn:sequenceFlow id="cf${number}" sourceRef="c${number}" targetRef="c${number + 1}" />`);
    return replaceOne(text, /<bpmn:process\b[^<>]*[^/<>]>/g, at, ([tag]) => tag + nodes.join('') + flows.join(''));
  },
  long: (text, at, what) => replaceOne(text, ATTRIBUTE, at, ([, name]) => `${name}="${'长'.repeat(what % 800_000)}"`),
} as const satisfies Record<string, Apply>;

const all: Readonly<Record<Change['kind'], Apply>> = { ...damages, ...redraws };

/** Applies changes in order. */
export const changed = (text: string, changes: readonly Change[]): string =>
  changes.reduce((before, { kind, at, with: what }) => (before === '' ? before : all[kind](before, at, what)), text);

/** What makes a text large costs more than all else and finds no more when it is done often. */
const LARGE = ['nest', 'many', 'chain', 'long'] as const;
const names = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];
const SMALL = names(damages).filter((kind) => !LARGE.some((large) => large === kind));

const of = (kind: fc.Arbitrary<Change['kind']>): fc.Arbitrary<Change> =>
  fc.record({
    kind,
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    with: fc.nat(1_000_000),
  });

/** Some changes of a drawing: most leave it a drawing, some damage it, few make it large. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(of(fc.constantFrom(...names(redraws))), { minLength: 1, maxLength: 3 }) },
  { weight: 4, arbitrary: fc.array(of(fc.constantFrom(...SMALL)), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.tuple(of(fc.constantFrom(...LARGE)), of(fc.constantFrom(...SMALL))) },
);
