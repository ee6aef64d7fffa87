/**
 * 会签、或签、过半: what the office calls these ways of deciding together, and the settings of a multi-instance step they
 * are. Each one's opinion is a yes-or-no field of the step's form; the opinions become a list.
 */
import type { Each, Repetition } from './repetition.ts';

export type Countersign = 'all' | 'any' | 'majority';

export const countersigns: readonly {
  readonly value: Countersign;
  readonly label: string;
  readonly help: string;
}[] = [
  { value: 'all', label: '会签', help: '全部同意才算；有一个不同意，其余的不用再办。' },
  { value: 'any', label: '或签', help: '有一个人办了就算，其余的不用再办。' },
  { value: 'majority', label: '过半', help: '同意的过半就算；已经不可能过半时，其余的不用再办。' },
];

/** The variable in which each one finds itself, and the list of opinions. */
export const SIGNER = 'signer';
export const OPINIONS = 'opinions';

const enough: { readonly [Way in Countersign]: (field: string) => string } = {
  all: (field) => `=${field} = false`,
  any: () => '=numberOfCompletedInstances >= 1',
  majority: () =>
    `=count(${OPINIONS}[item = true]) > numberOfInstances / 2 or count(${OPINIONS}[item = false]) >= numberOfInstances / 2`,
};

/** The condition on the way out that the decision was taken. */
export const agreed: { readonly [Way in Countersign]: string } = {
  all: `=count(${OPINIONS}[item != true]) = 0`,
  any: `=count(${OPINIONS}[item = true]) > 0`,
  majority: `=count(${OPINIONS}[item = true]) * 2 > count(${OPINIONS})`,
};

/** The multi-instance settings of a way of deciding, over the list and the opinion field that are already there. */
export const countersign = (way: Countersign, collection: string, field: string): Each => ({
  kind: 'parallel',
  collection,
  item: SIGNER,
  cardinality: '',
  results: OPINIONS,
  result: `=${field}`,
  completion: enough[way](field),
});

/** Which way of deciding a repetition is, with its opinion field; undefined when it is something else. */
export function readCountersign(
  repetition: Repetition,
): { readonly way: Countersign; readonly field: string } | undefined {
  if (repetition.kind !== 'parallel' || repetition.item !== SIGNER || repetition.results !== OPINIONS) return undefined;
  const field = repetition.result.replace(/^=/, '').trim();
  const way = (Object.keys(enough) as Countersign[]).find((one) => enough[one](field) === repetition.completion);
  return way && { way, field };
}

const literal = /^=\s*\[((?:\s*"[\w-]+"\s*,?)*)\]\s*$/;

/** Role codes of a list that is written out (`=["leader","director"]`); undefined when it is a formula. */
export function readRoles(collection: string): readonly string[] | undefined {
  const inside = literal.exec(collection)?.[1];
  return inside === undefined ? undefined : [...inside.matchAll(/"([\w-]+)"/g)].map(([, code]) => code!);
}

export const writeRoles = (codes: readonly string[]): string => `=[${codes.map((code) => `"${code}"`).join(', ')}]`;
