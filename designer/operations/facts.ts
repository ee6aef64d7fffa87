/** Facts in a form: what is typed for one, and what goes to the server. */
import type { Fact, Scope, Step, Token, VersionView } from '../../server/operations/contract.ts';

/** How a fact is entered. */
export type Entry = 'number' | 'boolean' | 'text' | 'date' | 'structure';

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
}

/** What can be edited: the facts that are seen, then those the procedure knows and this instance has not. */
export function linesOf(facts: readonly Fact[], known: VersionView['facts']): Line[] {
  const typeOf = (name: string) => known.find((one) => one.name === name)?.type;
  // Ids of other records are not facts that a person can mend.
  const set = facts
    .filter(({ name, hidden }) => !hidden && typeOf(name) !== 'id')
    .map(({ name, title, value }) => ({ name, title, value, entry: entryOf(typeOf(name), value) }));
  const unset = known
    .filter(({ name, type }) => type !== 'id' && !facts.some((fact) => fact.name === name))
    .map(({ name, title, type }) => ({ name, title, value: undefined, entry: entryOf(type, undefined) }));
  return [...set, ...unset];
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
