import type { SourceFile } from '../../engine/model/problem.ts';
import { record } from '../audit/record.ts';
import { speakDate } from '../calendar/deadline.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { newProcedure } from './new.ts';
import { isProcedurePath } from './paths.ts';
import { dropDraft, findDraft, saveDraft } from './queries.ts';
import { nameOf, newestOf } from './versions.ts';

/** Bytes that the files of a procedure may have together. */
const largest = 4_000_000;

export interface Draft {
  readonly files: SourceFile[];
  readonly rev: number;
  readonly base: number;
  readonly savedAt: string | null;
  readonly savedBy: string | null;
}

/** The draft of a procedure, or the version in force when none was saved. 404 when there is neither. */
export async function readDraft(deps: ServerDeps, me: Me, process: string): Promise<Draft> {
  const draft = await findDraft(deps.database, me.town, process);
  if (draft)
    return {
      files: [...draft.files],
      rev: draft.rev,
      base: draft.base,
      savedAt: localIso(draft.saved_at),
      savedBy: draft.saved_by_name,
    };
  const newest = await newestOf(deps, me.town, process);
  const files = newest && (await deps.engine.files(me.town, newest.key));
  if (!newest || !files) throw new Problem(404, 'procedure-not-found', '没有找到这个流程');
  return { files: [...files], rev: 0, base: newest.version, savedAt: null, savedBy: null };
}

/**
 * Saves over the revision that was read (0: none was saved yet, then over version `base`); 409 with the other's name and
 * time when somebody saved or published meanwhile.
 */
export async function writeDraft(
  deps: ServerDeps,
  me: Me,
  process: string,
  files: readonly SourceFile[],
  { rev, base }: { readonly rev: number; readonly base?: number },
): Promise<{ rev: number; savedAt: string }> {
  demandPlainFiles(files);
  const newest = await newestOf(deps, me.town, process);
  const before = await findDraft(deps.database, me.town, process);
  if (!newest && !before) throw new Problem(404, 'procedure-not-found', '没有找到这个流程');
  const overtaken = rev === 0 && base !== undefined && newest !== undefined && newest.version !== base;
  if (overtaken) throw await changed(deps, me.town, process);
  const now = deps.clock.now();
  const draft = {
    files,
    rev: rev + 1,
    base: before?.base ?? newest?.version ?? 0,
    saved_at: now,
    saved_by: me.id,
    saved_by_name: me.name,
  };
  const saved = await deps.database.transaction().execute(async (trx) => {
    if (!(await saveDraft(trx, me.town, process, rev, draft))) return false;
    await record(trx, me.town, {
      at: now,
      by: actorOf(me),
      action: 'procedure.draft',
      object: process,
      details: { rev: rev + 1 },
    });
    return true;
  });
  if (!saved) throw await changed(deps, me.town, process);
  return { rev: rev + 1, savedAt: localIso(now) };
}

/** Throws the draft away; the version in force stays. */
export async function discardDraft(deps: ServerDeps, me: Me, process: string): Promise<void> {
  const draft = await findDraft(deps.database, me.town, process);
  if (!draft) return;
  const now = deps.clock.now();
  await deps.database.transaction().execute(async (trx) => {
    if (!(await dropDraft(trx, me.town, process, draft.rev))) throw await changed(deps, me.town, process);
    await record(trx, me.town, {
      at: now,
      by: actorOf(me),
      action: 'procedure.draft',
      object: process,
      details: { discarded: draft.rev },
    });
  });
}

/** A new procedure is a draft until it is published. 409 when the id is taken. */
export async function createProcedure(deps: ServerDeps, me: Me, id: string, name: string): Promise<void> {
  const now = deps.clock.now();
  const taken = () => new Problem(409, 'procedure-exists', '这个编号已经有流程在用，请换一个', { field: '/id' });
  if (await newestOf(deps, me.town, id)) throw taken();
  await deps.database.transaction().execute(async (trx) => {
    const draft = {
      files: newProcedure(id, name),
      rev: 1,
      base: 0,
      saved_at: now,
      saved_by: me.id,
      saved_by_name: me.name,
    };
    if (!(await saveDraft(trx, me.town, id, 0, draft))) throw taken();
    await record(trx, me.town, { at: now, by: actorOf(me), action: 'procedure.create', object: id });
  });
}

/** The 409 that says who was faster. */
export async function changed(deps: ServerDeps, town: number, process: string): Promise<Problem> {
  const draft = await findDraft(deps.database, town, process);
  const now = deps.clock.now();
  if (draft) {
    return new Problem(
      409,
      'draft-changed',
      `${draft.saved_by_name}在 ${speakDate(draft.saved_at, now)} 保存了新的草稿`,
      {
        params: { by: draft.saved_by_name, at: localIso(draft.saved_at), rev: draft.rev },
      },
    );
  }
  const newest = await newestOf(deps, town, process);
  const by = newest ? nameOf(newest) : '';
  return new Problem(
    409,
    'draft-gone',
    newest ? `${by}在 ${speakDate(newest.at, now)} 发布了第 ${newest.version} 版，草稿已不在` : '草稿已不在',
    {
      params: { by, at: newest ? localIso(newest.at) : '', rev: 0 },
    },
  );
}

/** A draft may be unfinished, but not huge, and not a place for other files. */
function demandPlainFiles(files: readonly SourceFile[]): void {
  const strange = files.find(({ path }) => !isProcedurePath(path));
  if (strange)
    throw new Problem(422, 'file-path', '流程文件夹里不能有这个文件', { params: { path: strange.path.slice(0, 100) } });
  if (new Set(files.map(({ path }) => path)).size < files.length)
    throw new Problem(422, 'file-twice', '同一个文件出现了两次');
  const size = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (size > largest) throw new Problem(413, 'procedure-too-large', '流程的文件合计不能超过 4 MB');
}
