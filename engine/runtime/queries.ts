import { sql } from 'kysely';
import type { HistoryEntry, InstanceRef, InstanceView, ProcedureVersion } from '../model/door.ts';
import type { SourceFile } from '../model/problem.ts';
import type { Database } from '../store/statement.ts';

/** What the door answers without changing anything. */

export async function instance(database: Database, ref: InstanceRef): Promise<InstanceView | undefined> {
  const row = await database
    .selectFrom('instance')
    .selectAll()
    .where('town_id', '=', ref.town)
    .where('instance_id', '=', ref.instance)
    .executeTakeFirst();
  return (
    row && {
      ref,
      procedure: row.procedure_key,
      businessKey: row.business_key,
      status: row.status,
      rev: row.rev,
      state: row.state,
      created: row.created_at,
      ended: row.ended_at,
    }
  );
}

export function history(database: Database, ref: InstanceRef): Promise<HistoryEntry[]> {
  return database
    .selectFrom('history')
    .select(['rev', 'at', 'actor', 'command', 'events'])
    .where('town_id', '=', ref.town)
    .where('instance_id', '=', ref.instance)
    .orderBy('rev')
    .execute();
}

/** Newest first within a process. */
export async function versions(
  database: Database,
  town: number,
  process: string | undefined,
): Promise<ProcedureVersion[]> {
  let query = database
    .selectFrom('procedure_version as v')
    .select(['v.procedure_key', 'v.process_id', 'v.version', 'v.name', 'v.note', 'v.created_by', 'v.created_at'])
    .select(['v.tag', 'v.active'])
    .where('v.town_id', '=', town)
    .orderBy('v.process_id')
    .orderBy('v.version', 'desc');
  if (process !== undefined) query = query.where('v.process_id', '=', process);
  const [rows, running] = await Promise.all([query.execute(), countRunning(database, town)]);
  return rows.map((row) => ({
    key: row.procedure_key,
    id: row.process_id,
    version: row.version,
    name: row.name,
    note: row.note,
    by: row.created_by,
    at: row.created_at,
    running: running.get(row.procedure_key) ?? 0,
    tag: row.tag,
    active: row.active,
  }));
}

async function countRunning(database: Database, town: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; running: number }>`
    select p.key, count(*)::integer as running from instance i cross join lateral unnest(i.procedures) as p(key)
    where i.town_id = ${town} and i.status = 'active' group by p.key`.execute(database);
  return new Map(rows.map((row) => [row.key, row.running]));
}

export async function files(database: Database, town: number, key: string): Promise<readonly SourceFile[] | undefined> {
  const row = await database
    .selectFrom('procedure_version')
    .select('files')
    .where('town_id', '=', town)
    .where('procedure_key', '=', key)
    .executeTakeFirst();
  return row?.files;
}
