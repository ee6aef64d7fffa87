import { createHash } from 'node:crypto';
import { compile } from '../compile/index.ts';
import type { WorkCalendar } from '../model/calendar.ts';
import { type Actor, CompileProblems, type Deployed } from '../model/door.ts';
import type { Catalogue, SourceFile } from '../model/problem.ts';
import { readLatest } from '../store/ops/read-latest.ts';
import { isContention, isDuplicate } from '../store/retry.ts';
import type { Database } from '../store/statement.ts';
import { soundness } from '../verify/soundness.ts';
import { replaceStarts } from './start-triggers.ts';

export interface Deployment {
  readonly town: number;
  readonly files: readonly SourceFile[];
  readonly by: Actor;
  readonly note: string;
  readonly now: Date;
  /** Asked only when something begins by itself. */
  readonly calendar: () => Promise<WorkCalendar>;
  readonly catalogue: Catalogue | undefined;
}

/** `deployOnce` in a transaction of its own; whoever publishes the same process at the same moment gets the next version. */
export async function deploy(database: Database, deployment: Deployment): Promise<readonly Deployed[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute((trx) => deployOnce(trx, deployment));
    } catch (error) {
      if (attempt === 5 || !(isDuplicate(error) || isContention(error))) throw error;
    }
  }
}

/**
 * Stores a folder's files as the next version of each process in it, unless they are what is deployed already. What could
 * get stuck is refused. From then on it is the new version that begins by messages, signals, times and conditions.
 */
export async function deployOnce(trx: Database, deployment: Deployment): Promise<readonly Deployed[]> {
  const { town, files } = deployment;
  const { rows } = await trx.executeQuery(readLatest(town));
  const newest = new Map(rows.map((row) => [row.process_id, row]));
  const catalogue = deployment.catalogue && { processes: new Set(newest.keys()), ...deployment.catalogue };
  const version = (process: string) => (newest.get(process)?.version ?? 0) + 1;
  const compiled = await compile(files, { version, ...(catalogue && { catalogue }) });
  if (!compiled.ok) throw new CompileProblems(compiled.problems);
  const checksum = checksumOf(files);
  const same = compiled.procedures.every(({ id }) => newest.get(id)?.checksum === checksum);
  if (same) {
    return compiled.procedures.map(({ id }) => {
      const { version } = newest.get(id)!;
      return { procedure: `${id}@${version}`, id, version, created: false };
    });
  }
  const stops = soundness(compiled.procedures, files).filter(({ severity }) => severity === 'error');
  if (stops.length > 0) throw new CompileProblems(stops);
  const stored = { town_id: town, checksum, files: JSON.stringify(sorted(files)), note: deployment.note, active: true };
  await trx
    .insertInto('procedure_version')
    .values(
      compiled.procedures.map(({ key, id, version, name, tag = null }) => ({
        ...stored,
        procedure_key: key,
        process_id: id,
        version,
        name,
        tag,
        created_by: JSON.stringify(deployment.by),
        created_at: deployment.now,
      })),
    )
    .execute();
  const now = deployment.now.getTime();
  const moment = async () => ({ now, calendar: await deployment.calendar() });
  await replaceStarts(trx, town, compiled.procedures, files, moment);
  return compiled.procedures.map(({ key, id, version }) => ({ procedure: key, id, version, created: true }));
}

const sorted = (files: readonly SourceFile[]) => [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

function checksumOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of sorted(files)) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}
