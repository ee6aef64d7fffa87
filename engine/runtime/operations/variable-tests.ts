import { type RawBuilder, sql } from 'kysely';
import { canonical } from '../../core/json.ts';
import type { VariableTest } from '../../model/operations.ts';
import { Rejected, reject } from '../../model/rejection.ts';

/** Tests of one query at most: each reads the state of every instance that the rest of the query leaves. */
const most = 10;
const orders = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` } as const;

/**
 * The tests as conditions over an instance `i`: its root scope's variables, compared by type. Numbers compare as numbers,
 * texts byte by byte (so that ISO dates of one form compare as dates); a value of another type matches no order. `!=`
 * also matches where the variable is missing. Throws `Rejected` (`invalid`) for a test that means nothing.
 */
export function variableConditions(tests: readonly VariableTest[] = []): readonly RawBuilder<boolean>[] {
  if (tests.length > most)
    throw new Rejected(reject('invalid', `Expected at most ${most} tests of variables but got ${tests.length}`));
  return tests.map(condition);
}

function condition({ name, is, value }: VariableTest): RawBuilder<boolean> {
  if (typeof name !== 'string' || name === '') refuse('a variable’s name', name);
  const variable = sql`(i.state #> '{scopes,0,v}' -> ${name}::text)`;
  if (is === 'present') return sql`${variable} is not null`;
  if (value === undefined) return refuse(`a value to compare “${name}” with`, value);
  if (is === '=') return sql`${variable} = ${jsonOf(value)}::jsonb`;
  if (is === '!=') return sql`${variable} is distinct from ${jsonOf(value)}::jsonb`;
  const text = sql`(${variable} #>> '{}')`;
  const isText = sql`jsonb_typeof(${variable}) = 'string'`;
  if (is === 'contains') {
    if (typeof value !== 'string') return refuse(`a text that “${name}” contains`, value);
    return sql`(${isText} and strpos(${text}, ${value}::text) > 0)`;
  }
  const order = orders[is] ?? refuse('a known comparison', is);
  if (typeof value === 'number')
    return sql`(jsonb_typeof(${variable}) = 'number' and ${variable} ${order} ${jsonOf(value)}::jsonb)`;
  if (typeof value === 'string') return sql`(${isText} and ${text} collate "C" ${order} ${value}::text)`;
  return refuse(`a number or text to compare “${name}” with`, value);
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(canonical(value));
  } catch (error) {
    throw new Rejected(reject('invalid', error instanceof Error ? error.message : 'Expected JSON'));
  }
}

function refuse(expected: string, found: unknown): never {
  throw new Rejected(reject('invalid', `Expected ${expected} but got ${JSON.stringify(found)}`));
}
