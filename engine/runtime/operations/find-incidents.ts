import { sql } from 'kysely';
import type { IncidentCode } from '../../model/instance.ts';
import type { FoundIncident, IncidentQuery, Page } from '../../model/operations.ts';
import type { Database } from '../../store/statement.ts';
import type { Procedures } from '../procedures.ts';
import { instanceMatches, keysOf } from './filters.ts';
import { pageOf, pagingOf } from './page.ts';

/** The rows of one page, the newest first. */
export function incidentPage(database: Database, town: number, query: IncidentQuery) {
  const paging = pagingOf(query, ['instant', 'uuid', 'integer']);
  const { after, limit } = paging;
  const matches = instanceMatches(town, 'o', keysOf(town, query), undefined);
  let page = database
    .selectFrom('incident as o')
    .innerJoin('instance as i', (join) => join.onRef('i.instance_id', '=', 'o.instance_id').on('i.town_id', '=', town))
    .where('o.town_id', '=', town)
    .where('o.resolved_at', query.resolved ? 'is not' : 'is', null)
    .select(['o.instance_id', 'o.incident_no', 'o.element_id', 'o.code', 'o.message', 'o.business_key'])
    .select(['o.raised_at', 'o.resolved_at', 'i.procedure_key', 'i.procedures'])
    .orderBy('o.raised_at', 'desc')
    .orderBy('o.instance_id', 'desc')
    .orderBy('o.incident_no', 'desc')
    .limit(limit + 1);
  if (query.element !== undefined) page = page.where('o.element_id', '=', query.element);
  if (query.code !== undefined) page = page.where('o.code', '=', query.code);
  if (matches) page = page.where(matches);
  if (after)
    page = page.where(
      sql<boolean>`(o.raised_at, o.instance_id, o.incident_no)
        < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::integer)`,
    );
  return { paging, page };
}

/** Incidents, open ones unless told otherwise. */
export async function findIncidents(
  database: Database,
  procedures: Pick<Procedures, 'get'>,
  town: number,
  query: IncidentQuery,
): Promise<Page<FoundIncident>> {
  const { paging, page } = incidentPage(database, town, query);
  const rows = await page.execute();
  const placed = await Promise.all(
    rows.map(async (row) => ({ ...row, procedure: await ownerOf(procedures, town, row) })),
  );
  return pageOf(
    paging,
    placed,
    (row) => [row.raised_at.toISOString(), row.instance_id, row.incident_no],
    (row) => ({
      ref: { town, instance: row.instance_id },
      incident: row.incident_no,
      procedure: row.procedure,
      element: row.element_id,
      code: row.code as IncidentCode,
      message: row.message,
      businessKey: row.business_key,
      raised: row.raised_at,
      resolved: row.resolved_at,
    }),
  );
}

/** Of the procedures that the instance stands in, the first that has the element: its own, or one that it has called. */
async function ownerOf(
  procedures: Pick<Procedures, 'get'>,
  town: number,
  row: { readonly procedure_key: string; readonly procedures: readonly string[]; readonly element_id: string },
): Promise<string> {
  if (row.procedures.length > 1)
    for (const key of row.procedures) if ((await procedures.get(town, key))?.nodes[row.element_id]) return key;
  return row.procedure_key;
}
