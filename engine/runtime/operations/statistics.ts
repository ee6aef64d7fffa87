import { sql } from 'kysely';
import type { ElementStatistics, StatisticsQuery } from '../../model/operations.ts';
import type { NodeKind, Procedure } from '../../model/procedure.ts';
import type { Database } from '../../store/statement.ts';
import { migratedInstances } from './own-procedure.ts';

interface Row {
  readonly element: string;
  readonly entered: number;
  readonly completed: number;
  readonly interrupted: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly overdue: number;
  readonly incidents: number;
}

/**
 * Of each element of the version at which anything happened: the runs that began from `from` to before `to`, however long
 * they took, their tasks, and the incidents raised in that time. A run that began before its instance was migrated belongs
 * to the version it began in. Events of incidents do not say whose element they are about: those of instances in which
 * runs of the version began are counted. Reads the town's history from `from` on, of the instances that can have runs.
 */
export async function statistics(
  database: Database,
  procedure: Procedure,
  town: number,
  { from, to }: Pick<StatisticsQuery, 'from' | 'to'>,
  now: Date,
): Promise<readonly ElementStatistics[]> {
  const called = JSON.stringify([{ type: 'entered', procedure: procedure.key }]);
  const { rows } = await sql<Row>`
    with involved as materialized (
      select instance_id, procedure_key from instance
      where town_id = ${town} and split_part(procedure_key, '@', 1) = ${procedure.id}
      union
      select i.instance_id, i.procedure_key from instance i join history c on c.instance_id = i.instance_id
      where i.town_id = ${town} and split_part(i.procedure_key, '@', 1) <> ${procedure.id}
        and c.town_id = ${town} and c.at >= ${from} and c.at < ${to} and c.events @> ${called}::jsonb
    ), migrated as materialized (${migratedInstances(town, from)}),
    happened as materialized (
      select h.instance_id, h.rev, h.at, e.type, e.element, e.activation, e.how, e.procedure
      from history h join involved n on n.instance_id = h.instance_id,
        jsonb_to_recordset(h.events) as e(type text, element text, activation integer, how text, procedure text)
      where h.town_id = ${town} and h.at >= ${from} and e.type in ('entered', 'left', 'incident.raised')
    ), passages as materialized (
      select instance_id, activation, min(element) as element, min(procedure) as procedure, min(how) as how,
        min(rev) filter (where type = 'entered') as rev, min(at) filter (where type = 'entered') as came,
        min(at) filter (where type = 'left') as went
      from happened where activation is not null group by instance_id, activation
    ), began as materialized (
      select p.* from passages p join involved n on n.instance_id = p.instance_id
      left join migrated m on m.instance_id = p.instance_id
      where p.came < ${to} and ${procedure.key} = coalesce(p.procedure,
        (select v ->> 1 from jsonb_array_elements(m.left_versions) with ordinality as l(v, at)
         where (v ->> 0)::integer >= p.rev order by l.at limit 1), n.procedure_key)
    ), runs as (
      select b.element, b.how, extract(epoch from b.went - b.came)::float8 * 1000 as took,
        coalesce(t.due_at < coalesce(t.ended_at, ${now}), false) as overdue
      from began b
      left join task t on t.town_id = ${town} and t.instance_id = b.instance_id and t.task_no = b.activation
    ), raised as (
      select h.element, count(*)::integer as incidents from happened h
      where h.type = 'incident.raised' and h.at < ${to} and h.instance_id in (select instance_id from began)
      group by h.element
    ), counted as (
      select r.element, count(*)::integer as entered,
        count(*) filter (where r.how = 'completed')::integer as completed,
        count(*) filter (where r.how = 'interrupted')::integer as interrupted,
        percentile_cont(0.5) within group (order by r.took) as median,
        percentile_cont(0.9) within group (order by r.took) as p90,
        count(*) filter (where r.overdue)::integer as overdue
      from runs r group by r.element
    )
    select element, coalesce(c.entered, 0) as entered, coalesce(c.completed, 0) as completed,
      coalesce(c.interrupted, 0) as interrupted, c.median, c.p90, coalesce(c.overdue, 0) as overdue,
      coalesce(i.incidents, 0) as incidents
    from counted c full join raised i using (element) order by element`.execute(database);
  return rows.flatMap((row) => {
    const node = procedure.nodes[row.element];
    return node ? [statisticsOf(row, passes(node.kind))] : [];
  });
}

/** Start and end events, throw events and gateways have no duration: they are entered and never left. */
const passes = (kind: NodeKind): boolean => /(start|end|throw)Event$|^linkCatchEvent$|gateway$/i.test(kind);

function statisticsOf(row: Row, passing: boolean): ElementStatistics {
  const { element, entered, interrupted, overdue, incidents } = row;
  const completed = passing ? entered - interrupted : row.completed;
  return {
    element,
    entered,
    open: entered - completed - interrupted,
    completed,
    interrupted,
    median: passing ? undefined : (row.median ?? undefined),
    p90: passing ? undefined : (row.p90 ?? undefined),
    overdue,
    incidents,
  };
}
