import type { SourceFile } from '../../engine/model/problem.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import type { Json, Variables } from '../../engine/model/variables.ts';
import { facts as domain, type FactDefinition, type FactType } from '../catalogue/facts.ts';
import type { Fact } from './contract.ts';

interface Field {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly format?: unknown;
  readonly enum?: unknown;
  readonly oneOf?: readonly { readonly const?: unknown; readonly title?: unknown }[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly then?: Field;
  readonly else?: Field;
  readonly allOf?: readonly Field[];
}

/**
 * The facts that may be shown of the instances of a version: those of the domain, fields of its forms in which nobody can
 * type freely, and what its decisions give. Everything else may hold somebody's words.
 */
export function knownFacts(procedure: Procedure, files: readonly SourceFile[]): ReadonlyMap<string, FactDefinition> {
  const known = new Map<string, FactDefinition>();
  const words = new Map<string, FactDefinition['options']>();
  for (const { path, text } of files) {
    if (!/^forms\/.+\.json$/.test(path)) continue;
    const form = JSON.parse(text) as { schema?: Field; bindings?: object };
    for (const [name, field, inside] of fieldsOf(form.schema)) {
      const options = optionsOf(field);
      if (options && !words.has(name)) words.set(name, options);
      const type = typeOf(field);
      if (type && !inside && !(name in (form.bindings ?? {})))
        known.set(name, { name, title: typeof field.title === 'string' ? field.title : name, type });
    }
  }
  for (const node of Object.values(procedure.nodes)) {
    const result = node.decision?.result;
    if (result && !known.has(result)) known.set(result, { name: result, title: node.name || result, type: 'text' });
  }
  for (const [name, fact] of domain) known.set(name, fact);
  for (const [name, fact] of known) {
    const options = fact.type === 'text' ? words.get(name) : undefined;
    if (options) known.set(name, { ...fact, options });
  }
  return known;
}

/** Every field of a form with its name, also those that only some answers ask for; `inside`: it is part of another. */
function* fieldsOf(
  schema: Field | undefined,
  inside = false,
): Generator<[name: string, field: Field, inside: boolean]> {
  if (!schema) return;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield [name, field, inside];
    yield* fieldsOf(field, true);
  }
  for (const branch of [schema.then, schema.else, ...(schema.allOf ?? [])]) yield* fieldsOf(branch, inside);
}

/** What a form lets one choose from, in its words. */
function optionsOf({ oneOf }: Field): FactDefinition['options'] {
  const named = oneOf?.flatMap(({ const: value, title }) =>
    typeof value === 'string' && typeof title === 'string' ? [{ value, title }] : [],
  );
  return named?.length ? named : undefined;
}

/** Undefined when anything can be typed in. */
function typeOf({ type, format, enum: values, oneOf, const: only }: Field): FactType | undefined {
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  if (type !== 'string') return undefined;
  if (format === 'date' || format === 'date-time') return 'date';
  const closed = Array.isArray(values) || only !== undefined || oneOf?.every((one) => one.const !== undefined);
  return closed ? 'text' : undefined;
}

/** Variables as facts, by name. A truth value or an empty one tells nobody's words, whatever its name. */
export function factsOf(variables: Variables, known: ReadonlyMap<string, FactDefinition>): Fact[] {
  return Object.entries(variables)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const fact = known.get(name);
      const shown = fact !== undefined || value === null || typeof value === 'boolean';
      return { name, title: fact?.title ?? name, value: shown ? (value as Json) : null, hidden: !shown };
    });
}

/**
 * Known facts that an element reads: in its own expressions, in the conditions of the flows that lead on, and in its
 * decision. Where work stands they are to be looked at first.
 */
export function factsRead(
  procedure: Procedure | undefined,
  element: string,
  known: ReadonlyMap<string, FactDefinition>,
): string[] {
  const node = procedure?.nodes[element];
  if (!node) return [];
  const flows = node.outgoing.map((id) => procedure.flows[id]);
  const names = new Set(readsIn([node, flows, node.decision && procedure.decisions[node.decision.id]]));
  return [...names].filter((name) => known.has(name));
}

/** Every name in a `reads` of a compiled definition, in its order. */
function readsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(readsIn);
  const { reads, ...rest } = part as { reads?: readonly string[] };
  return [...(reads ?? []), ...Object.values(rest).flatMap(readsIn)];
}
