import { createHash } from 'node:crypto';
import { compile } from '../compile/index.ts';
import type { WorkCalendar } from '../model/calendar.ts';
import { type Actor, CompileProblems, type Deployed } from '../model/door.ts';
import type { Catalogue, SourceFile } from '../model/problem.ts';
import type { Procedure } from '../model/procedure.ts';
import { Rejected, reject } from '../model/rejection.ts';
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
  /** The newest version that these files were drawn from; undefined: whatever is the newest by now. */
  readonly over: number | undefined;
  readonly now: Date;
  /** Asked only when something begins by itself. */
  readonly calendar: () => Promise<WorkCalendar>;
  readonly catalogue: Catalogue | undefined;
}

/**
 * `deployOnce` in a transaction of its own; whoever publishes the same process at the same moment gets the next version,
 * unless it was to come right after the one that it was drawn from.
 */
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
 * get stuck is refused, and so is (`Rejected`, conflict) what was drawn from a version that is not the newest any more.
 * From then on it is the new version that begins by messages, signals, times and conditions.
 */
export async function deployOnce(trx: Database, deployment: Deployment): Promise<readonly Deployed[]> {
  const { town, files } = deployment;
  const { rows } = await trx.executeQuery(readLatest(town));
  const newest = new Map(rows.map((row) => [row.process_id, row]));
  const catalogue = deployment.catalogue && { processes: new Set(newest.keys()), ...deployment.catalogue };
  const version = (process: string) => (newest.get(process)?.version ?? 0) + 1;
  const compiled = await compile(files, { version, ...(catalogue && { catalogue }) });
  if (!compiled.ok) throw new CompileProblems(compiled.problems);
  for (const { id } of compiled.procedures) demandNewest(id, deployment.over, newest.get(id)?.version ?? 0);
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
    .execute()
    .catch((error) => overtaken(error, deployment.over, compiled.procedures));
  const now = deployment.now.getTime();
  const moment = async () => ({ now, calendar: await deployment.calendar() });
  await replaceStarts(trx, town, compiled.procedures, files, moment);
  return compiled.procedures.map(({ key, id, version }) => ({ procedure: key, id, version, created: true }));
}

function demandNewest(process: string, over: number | undefined, newest: number): void {
  if (over === undefined || newest <= over) return;
  throw new Rejected(reject('conflict', `Expected version ${over} of ${process} to be the newest but found ${newest}`));
}

/** Somebody stored the same version between our look at the newest and our own. Throws. */
function overtaken(error: unknown, over: number | undefined, procedures: readonly Procedure[]): never {
  if (over === undefined || !isDuplicate(error)) throw error;
  const keys = procedures.map(({ key }) => key).join(', ');
  throw new Rejected(reject('conflict', `Expected to store ${keys} over version ${over} but somebody was faster`));
}

const sorted = (files: readonly SourceFile[]) => [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

function checksumOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of sorted(files)) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}
