/** Facts in a form: what is typed for one, and what goes to the server. */
import type { Fact, Scope, Step, Token, VersionView } from '../../server/operations/contract.ts';
import { factWords } from './words.ts';

/** How a fact is entered. */
export type Entry = 'number' | 'boolean' | 'text' | 'date' | 'choice' | 'structure';

/** By the type the catalogue gives it, else by its value. */
export function entryOf(type: string | undefined, value: unknown): Entry {
  if (type === 'number' || type === 'boolean' || type === 'date') return type;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' && value !== null ? 'structure' : 'text';
}

export interface Line {
  readonly name: string;
  readonly title: string;
  readonly entry: Entry;
  /** As it stands now; undefined: not set yet. */
  readonly value: unknown;
  /** Of a choice: what can be chosen. */
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: string;
  readonly title: string;
}

type Known = VersionView['facts'][number];
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Ids of other records are not facts that a person can read or mend. */
export const isId = ({ name, value }: Pick<Fact, 'name' | 'value'>, known: readonly Known[]): boolean =>
  known.some((one) => one.name === name && one.type === 'id') || (typeof value === 'string' && uuid.test(value));

/** What can be edited: the facts that are seen, then those the procedure knows and this instance has not. */
export function linesOf(facts: readonly Fact[], known: VersionView['facts']): Line[] {
  const definition = (name: string): Known | undefined => known.find((one) => one.name === name);
  const line = (name: string, title: string, value: unknown, of: Known | undefined): Line => {
    const options = of?.options ?? [];
    return { name, title, value, entry: options.length ? 'choice' : entryOf(of?.type, value), options };
  };
  const set = facts
    .filter((fact) => !fact.hidden && !isId(fact, known))
    .map(({ name, title, value }) => line(name, title, value, definition(name)));
  const unset = known
    .filter(({ name, type }) => type !== 'id' && !facts.some((fact) => fact.name === name))
    .map((one) => line(one.name, one.title, undefined, one));
  return [...set, ...unset];
}

/** A value as people read it: of a choice its title. */
export function sayFact(value: unknown, options: readonly Option[] = []): string {
  return options.find((one) => one.value === value)?.title ?? factWords(value);
}

interface Standing {
  readonly scopes: readonly Scope[];
  readonly tokens: readonly Token[];
}

/**
 * What the work at a step sees: facts of the scope it stands in, then of those around it up to its process. A name that is
 * there twice is the inner one's.
 */
export function seenFrom({ scopes, tokens }: Standing, { element, procedure }: Step): Fact[] {
  const token = tokens.find((one) => one.element === element && one.procedure === procedure);
  let scope = scopes.find((one) => (token ? one.scope === token.scope : one.procedure === procedure));
  const facts = new Map<string, Fact>();
  while (scope) {
    for (const fact of scope.facts) if (!facts.has(fact.name)) facts.set(fact.name, fact);
    const parent: number | null = scope.parent;
    scope = scopes.find((one) => one.scope === parent && one.procedure === procedure);
  }
  return [...facts.values()];
}

/** A structure from its text; `ok` is false when it cannot be read. */
export function readStructure(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
