import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** Id of the case with this number; numbers are written in capitals. */
export async function caseByNumber(db: Db, town: number, number: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('case_file')
    .select('case_id')
    .where('town_id', '=', town)
    .where('number', '=', number.toUpperCase())
    .executeTakeFirst();
  return row?.case_id;
}

export interface ProcessCounts {
  readonly running: number;
  readonly suspended: number;
  readonly stuck: number;
  readonly overdue: number;
}

/** Instances under way by process, each once in every process that it stands in; overdue where the task itself is. */
export async function countByProcess(db: Db, town: number, now: Date): Promise<ReadonlyMap<string, ProcessCounts>> {
  const { rows } = await sql<ProcessCounts & { process: string }>`
    with open_instance as (
      select instance_id, suspended, procedures from instance where town_id = ${town} and status = 'active'
    ),
    stuck as (
      select distinct instance_id from incident where town_id = ${town} and resolved_at is null
    ),
    late as (
      select distinct instance_id, split_part(procedure_key, '@', 1) as process
      from task where town_id = ${town} and status = 'open' and due_at < ${now}
    )
    select p.process, count(*)::integer as running,
      count(*) filter (where i.suspended)::integer as suspended,
      count(s.instance_id)::integer as stuck,
      count(l.instance_id)::integer as overdue
    from open_instance i
    cross join lateral (select distinct split_part(key, '@', 1) as process from unnest(i.procedures) as key) p
    left join stuck s on s.instance_id = i.instance_id
    left join late l on l.instance_id = i.instance_id and l.process = p.process
    group by p.process`.execute(db);
  return new Map(rows.map(({ process, ...counts }) => [process, counts]));
}

export interface OpenTask {
  readonly task_no: number;
  readonly procedure_key: string;
  readonly element_id: string;
  readonly assignee: string | null;
  readonly candidate_groups: readonly string[];
  readonly due_at: Date | null;
}

export async function openTasksOf(db: Db, town: number, instance: string): Promise<OpenTask[]> {
  return db
    .selectFrom('task')
    .select(['task_no', 'procedure_key', 'element_id', 'assignee', 'candidate_groups', 'due_at'])
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .where('status', '=', 'open')
    .orderBy('task_no')
    .execute();
}

/** Keys of all versions that each of these instances stands in. */
export async function proceduresOf(
  db: Db,
  town: number,
  instances: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (instances.length === 0) return new Map();
  const rows = await db
    .selectFrom('instance')
    .select(['instance_id', 'procedures'])
    .where('town_id', '=', town)
    .where('instance_id', 'in', [...instances])
    .execute();
  return new Map(rows.map((row) => [row.instance_id, row.procedures]));
}

/** What each of these instances is filed under. */
export async function businessKeysOf(
  db: Db,
  town: number,
  instances: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (instances.length === 0) return new Map();
  const rows = await db
    .selectFrom('instance')
    .select(['instance_id', 'business_key'])
    .where('town_id', '=', town)
    .where('instance_id', 'in', [...instances])
    .execute();
  return new Map(rows.map((row) => [row.instance_id, row.business_key]));
}
