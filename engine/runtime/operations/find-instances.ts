import { sql } from 'kysely';
import type { FoundInstance, InstanceQuery, Page } from '../../model/operations.ts';
import type { Database } from '../../store/statement.ts';
import { matchingInstances } from './filters.ts';
import { pageOf, pagingOf } from './page.ts';

/** The rows of one page, newest first unless told otherwise: ids are made in the order of time. */
export function instancePage(database: Database, town: number, query: InstanceQuery) {
  const paging = pagingOf(query, ['uuid']);
  const { after, limit } = paging;
  let page = matchingInstances(database, town, query)
    .select(['i.instance_id', 'i.procedure_key', 'i.business_key', 'i.status', 'i.suspended', 'i.rev'])
    .select(['i.created_at', 'i.ended_at'])
    .select(
      sql<string[]>`array(select distinct split_part(token ->> 'n', '~', 1)
        from jsonb_array_elements(i.state -> 'tokens') as token order by 1)`.as('elements'),
    )
    .select(sql<number>`jsonb_array_length(i.state -> 'incidents')`.as('incidents'))
    .orderBy('i.instance_id', query.oldest ? 'asc' : 'desc')
    .limit(limit + 1);
  if (after) page = page.where('i.instance_id', query.oldest ? '>' : '<', String(after[0]));
  return { paging, page };
}

/** Instances by all that is known of them. */
export async function findInstances(
  database: Database,
  town: number,
  query: InstanceQuery,
): Promise<Page<FoundInstance>> {
  const { paging, page } = instancePage(database, town, query);
  return pageOf(
    paging,
    await page.execute(),
    (row) => [row.instance_id],
    (row) => ({
      ref: { town, instance: row.instance_id },
      procedure: row.procedure_key,
      businessKey: row.business_key,
      status: row.status,
      suspended: row.suspended,
      created: row.created_at,
      ended: row.ended_at,
      rev: row.rev,
      elements: row.elements,
      incidents: row.incidents,
    }),
  );
}
