import { type RawBuilder, sql } from 'kysely';
import type { InstanceQuery, VariableTest } from '../../model/operations.ts';
import type { Database } from '../../store/statement.ts';
import { variableConditions } from './variable-tests.ts';

/** Keys of one version, or of all versions of a process in the town; undefined: any. */
export function keysOf(
  town: number,
  { process, version }: { readonly process?: string; readonly version?: string },
): RawBuilder<string[]> | undefined {
  if (version !== undefined) return sql`array[${version}::text]`;
  if (process === undefined) return undefined;
  return sql`array(select procedure_key from procedure_version where town_id = ${town} and process_id = ${process})`;
}

/**
 * Instances `i` of a town that match the query, without its paging. Process and version: what it was started with, or
 * called and stands in now. An element is looked for in the tokens of the active instances, and variables in the states of
 * those that the rest of the query leaves: both cost a read of each such state.
 */
export function matchingInstances(database: Database, town: number, query: InstanceQuery) {
  const { status, element, incident, businessKey, startedAfter, startedBefore } = query;
  const keys = keysOf(town, query);
  let found = database.selectFrom('instance as i').where('i.town_id', '=', town);
  if (keys) found = found.where(sql<boolean>`i.procedures && ${keys}`);
  if (status === 'suspended') found = found.where('i.status', '=', 'active').where('i.suspended', '=', true);
  else if (status !== undefined) found = found.where('i.status', '=', status);
  if (businessKey !== undefined) found = found.where('i.business_key', '=', businessKey);
  if (startedAfter) found = found.where('i.created_at', '>=', startedAfter);
  if (startedBefore) found = found.where('i.created_at', '<', startedBefore);
  if (element !== undefined)
    found = found.where('i.status', '=', 'active').where(
      sql<boolean>`exists (select from jsonb_array_elements(i.state -> 'tokens') as token
        where split_part(token ->> 'n', '~', 1) = ${element})`,
    );
  if (incident !== undefined) {
    const code = typeof incident === 'string' ? sql`and o.code = ${incident}` : sql``;
    const open = sql<boolean>`exists (select from incident o
      where o.town_id = ${town} and o.instance_id = i.instance_id and o.resolved_at is null ${code})`;
    found = found.where(incident === false ? sql<boolean>`not ${open}` : open);
  }
  for (const condition of variableConditions(query.variables)) found = found.where(condition);
  return found;
}

/** Whether the instance that a row `row` belongs to stands in one of these versions and passes the tests. */
export function instanceMatches(
  town: number,
  row: 't' | 'o',
  keys: RawBuilder<string[]> | undefined,
  tests: readonly VariableTest[] | undefined,
): RawBuilder<boolean> | undefined {
  const conditions = [...(keys ? [sql<boolean>`i.procedures && ${keys}`] : []), ...variableConditions(tests)];
  if (conditions.length === 0) return undefined;
  return sql`exists (select from instance i where i.town_id = ${town} and i.instance_id = ${sql.ref(`${row}.instance_id`)}
    and ${sql.join(conditions, sql` and `)})`;
}
