/** Facts in a form: what is typed for one, and what goes to the server. */
import type { Fact, VersionView } from '../../server/operations/contract.ts';

/** How a fact is entered. */
export type Entry = 'number' | 'boolean' | 'text' | 'structure';

/** By the type the catalogue gives it, else by its value. */
export function entryOf(type: string | undefined, value: unknown): Entry {
  if (/number|integer/.test(type ?? '')) return 'number';
  if (/boolean/.test(type ?? '')) return 'boolean';
  if (/array|object|list|context/.test(type ?? '')) return 'structure';
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
  const set = facts
    .filter(({ hidden }) => !hidden)
    .map(({ name, title, value }) => ({ name, title, value, entry: entryOf(typeOf(name), value) }));
  const unset = known
    .filter(({ name }) => !facts.some((fact) => fact.name === name))
    .map(({ name, title, type }) => ({ name, title, value: undefined, entry: entryOf(type, undefined) }));
  return [...set, ...unset];
}

/** A structure from its text; `ok` is false when it cannot be read. */
export function readStructure(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
