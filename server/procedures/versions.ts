import type { ProcedureVersion } from '../../engine/model/door.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import type { ProcedureItem, ProcedureView } from './contract.ts';
import { listDrafts } from './queries.ts';

type Needs = Pick<ServerDeps, 'engine'>;

/** The version in force. */
export async function newestOf(
  { engine }: Needs,
  town: number,
  process: string,
): Promise<ProcedureVersion | undefined> {
  return (await engine.versions(town, process)).toSorted((a, b) => b.version - a.version)[0];
}

/** Every procedure of the town with its version in force; those that were never published have version 0. */
export async function listProcedures(
  deps: Pick<ServerDeps, 'engine' | 'database'>,
  town: number,
): Promise<ProcedureItem[]> {
  const [versions, drafts] = await Promise.all([deps.engine.versions(town), listDrafts(deps.database, town)]);
  const draftOf = new Map(
    drafts.map((draft) => [draft.process_id, { by: draft.saved_by_name, at: localIso(draft.saved_at) }]),
  );
  const byProcess = Map.groupBy(versions, ({ id }) => id);
  const published = [...byProcess].map(([id, all]): ProcedureItem => {
    const newest = all.reduce((a, b) => (b.version > a.version ? b : a));
    const running = all.reduce((sum, one) => sum + one.running, 0);
    return {
      id,
      name: newest.name,
      version: newest.version,
      running,
      published: localIso(newest.at),
      by: nameOf(newest),
      draft: draftOf.get(id) ?? null,
    };
  });
  const unpublished = drafts
    .filter(({ process_id }) => !byProcess.has(process_id))
    .map(({ process_id: id }): ProcedureItem => {
      const draft = draftOf.get(id)!;
      return { id, name: id, version: 0, running: 0, published: draft.at, by: draft.by, draft };
    });
  return [...published, ...unpublished].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** One procedure with its versions, newest first. */
export async function viewProcedure(
  deps: Pick<ServerDeps, 'engine' | 'database'>,
  town: number,
  process: string,
): Promise<ProcedureView> {
  const versions = (await deps.engine.versions(town, process)).toSorted((a, b) => b.version - a.version);
  const [newest] = versions;
  if (!newest && !(await listDrafts(deps.database, town)).some(({ process_id }) => process_id === process)) {
    throw new Problem(404, 'procedure-not-found', '没有找到这个流程');
  }
  return {
    id: process,
    name: newest?.name ?? process,
    versions: versions.map((one) => ({
      version: one.version,
      note: one.note,
      by: nameOf(one),
      at: localIso(one.at),
      running: one.running,
      tag: one.tag,
      active: one.active,
    })),
  };
}

/** Who published a version, in words. */
export const nameOf = ({ by }: ProcedureVersion): string => by.name ?? (by.kind === 'system' ? '系统' : by.id);
