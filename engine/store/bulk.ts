import type { CompiledQuery } from 'kysely';
import { statement } from './statement.ts';

/** Column names with their PostgreSQL types, in the order of the parameters. */
type Columns = Readonly<Record<string, string>>;
type Value = string | number | null;
type Row<C extends Columns> = { readonly [K in keyof C]: Value };

/** A writing statement of the batch. It fails when it touches another number of rows than `rows`. */
export interface Write {
  readonly query: CompiledQuery;
  readonly rows: number;
}

/** SQLSTATE of a statement that touched another number of rows than it should have: `counted` divides by zero. */
export const miscount = '22012';

/**
 * The database itself raises when not exactly as many rows were touched as the last parameter says, so that a COMMIT may
 * travel behind it. An INSERT needs none: it inserts every row or fails.
 */
const counted = (text: string, parameter: number) =>
  `with touched as (${text} returning 1)
   select 1 / (case count(*) when $${parameter}::bigint then 1 else 0 end) from touched`;

/** One multi-row INSERT of one town; columns travel as arrays. */
export function bulkInsert<C extends Columns>(
  table: string,
  columns: C,
): (town: number, rows: readonly Row<C>[]) => Write {
  const names = Object.keys(columns);
  const bind = statement(
    `${table}.insert`,
    `insert into ${table} (town_id, ${names.join(', ')})
     select $1::integer, ${names.map((name) => cast(name, columns[name]!)).join(', ')}
     from unnest(${arrays(columns)}) as u(${names.join(', ')})`,
  );
  return (town, rows) => ({ query: bind(town, ...transpose(columns, rows)), rows: rows.length });
}

/** Beyond keys and values: columns that only travel (`beside`), and a further condition on `t` and `u` (`guard`). */
interface Further<B extends Columns> {
  readonly beside?: B;
  readonly guard?: string;
}

/** One multi-row UPDATE of one town: the row with these keys gets these values. */
export function bulkUpdate<K extends Columns, C extends Columns, B extends Columns = Record<never, string>>(
  name: string,
  table: string,
  keys: K,
  columns: C,
  { beside, guard }: Further<B> = {},
): (town: number, rows: readonly Row<K & C & B>[]) => Write {
  const all = { ...keys, ...columns, ...beside };
  const text = counted(update(table, keys, columns, all, guard), Object.keys(all).length + 2);
  const bind = statement(`${table}.${name}`, text);
  return (town, rows) => ({ query: bind(town, ...transpose(all, rows), rows.length), rows: rows.length });
}

/** The same of those rows that still have these keys and fulfil the guard; the others are somebody else's by now. */
export function bulkUpdateFound<K extends Columns, C extends Columns>(
  name: string,
  table: string,
  keys: K,
  columns: C,
  guard: string,
): (town: number, rows: readonly Row<K & C>[]) => CompiledQuery {
  const all = { ...keys, ...columns };
  const bind = statement(`${table}.${name}`, update(table, keys, columns, all, guard));
  return (town, rows) => bind(town, ...transpose(all, rows));
}

function update(table: string, keys: Columns, columns: Columns, all: Columns, guard: string | undefined): string {
  return `update ${table} t set ${Object.keys(columns)
    .map((column) => `${column} = ${cast(column, columns[column]!)}`)
    .join(', ')}
     from unnest(${arrays(all)}) as u(${Object.keys(all).join(', ')})
     where t.town_id = $1 and ${match(keys)}${guard ? ` and ${guard}` : ''}`;
}

/** One multi-row DELETE of one town by keys. */
export function bulkDelete<K extends Columns>(
  table: string,
  keys: K,
): (town: number, rows: readonly Row<K>[]) => Write {
  const names = Object.keys(keys);
  const bind = statement(
    `${table}.delete`,
    counted(
      `delete from ${table} t using unnest(${arrays(keys)}) as u(${names.join(', ')})
       where t.town_id = $1 and ${match(keys)}`,
      names.length + 2,
    ),
  );
  return (town, rows) => ({ query: bind(town, ...transpose(keys, rows), rows.length), rows: rows.length });
}

const match = (keys: Columns) =>
  Object.keys(keys)
    .map((key) => `t.${key} = u.${key}`)
    .join(' and ');

/** Array columns travel as array literals (`arrayLiteral`), because unnest would flatten nested arrays. */
const cast = (name: string, type: string) => (type.endsWith('[]') ? `u.${name}::${type}` : `u.${name}`);
const arrays = (columns: Columns) =>
  Object.values(columns)
    .map((type, index) => `$${index + 2}::${type.endsWith('[]') ? 'text' : type}[]`)
    .join(', ');

/** Columns as array literals, built here because each type needs less escaping than pg's own encoder assumes. */
const transpose = (columns: Columns, rows: readonly Readonly<Record<string, unknown>>[]) =>
  Object.entries(columns).map(([name, type]) => `{${rows.map((row) => element(type, row[name] as Value)).join(',')}}`);

function element(type: string, value: Value): string {
  if (value === null) return 'NULL';
  if (type === 'jsonb') return JSON.stringify(value);
  return type === 'text' || type.endsWith('[]') ? quoted(String(value)) : String(value);
}

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** `{"a","b"}`: PostgreSQL's text form of an array of texts. */
export const arrayLiteral = (values: readonly string[]): string => `{${values.map(quoted).join(',')}}`;

/** Milliseconds as a timestamptz literal. */
export const instant = (ms: number): string => new Date(ms).toISOString();
export const instantOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : instant(ms));
