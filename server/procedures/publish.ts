import { CompileProblems, type Deployed } from '../../engine/model/door.ts';
import type { SourceFile } from '../../engine/model/problem.ts';
import { Rejected } from '../../engine/model/rejection.ts';
import { record } from '../audit/record.ts';
import { speakDate } from '../calendar/deadline.ts';
import { localIso } from '../calendar/zone.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { liveOf } from '../live/hub.ts';
import { Problem } from '../platform/problem.ts';
import { checkProcedure, failed } from './check.ts';
import { changed } from './drafts.ts';
import { dropDraft, findDraft } from './queries.ts';
import { nameOf, newestOf } from './versions.ts';

export interface Publication {
  readonly version: number;
  readonly key: string;
}

/**
 * Publishes the saved draft of this revision as the next version: running cases stay on theirs, new ones take it. 409 when
 * a version came since that the draft does not know: newer than the one it was begun from, or than `over`, which the
 * person was told of.
 */
export async function publishDraft(
  deps: ServerDeps,
  me: Me,
  process: string,
  { rev, note, over }: { rev: number; note: string; over?: number },
): Promise<Publication> {
  const draft = await findDraft(deps.database, me.town, process);
  if (!draft || draft.rev !== rev) throw await changed(deps, me.town, process);
  await demandPublishable(deps, me.town, process, draft.files);
  const { files, base } = draft;
  return deploy(deps, me, process, {
    files,
    note,
    over: over ?? base,
    action: 'procedure.publish',
    overtaken: '您的草稿没有包含它的改动',
    also: async (trx) => {
      if (!(await dropDraft(trx, me.town, process, rev))) throw await changed(deps, me.town, process);
    },
  });
}

/** Makes the files of an earlier version the newest one again. 409 when a version newer than `over` is in force. */
export async function rollBack(
  deps: ServerDeps,
  me: Me,
  process: string,
  { version, note, over }: { version: number; note: string; over?: number },
): Promise<Publication> {
  const files = await deps.engine.files(me.town, `${process}@${version}`);
  if (!files) throw new Problem(404, 'version-not-found', '没有找到这一版');
  const newest = (await newestOf(deps, me.town, process))?.version ?? 0;
  if (newest === version) throw new Problem(409, 'version-in-force', '这一版就是现行版', { params: { version } });
  await demandPublishable(deps, me.town, process, files);
  return deploy(deps, me, process, {
    files,
    note,
    over: over ?? newest,
    action: 'procedure.rollback',
    overtaken: '请看过这一版，再决定要不要退回',
    also: async () => {},
  });
}

/** Templates and forms too, not only what the engine compiles. */
async function demandPublishable(
  deps: ServerDeps,
  town: number,
  process: string,
  files: readonly SourceFile[],
): Promise<void> {
  const known = (await deps.engine.versions(town)).map(({ id }) => id);
  const problems = await checkProcedure(process, files, known);
  if (failed(problems)) throw new CompileProblems(problems);
}

interface Deploying {
  readonly files: readonly SourceFile[];
  readonly note: string;
  /** The newest version that the person knows of. */
  readonly over: number;
  readonly action: 'procedure.publish' | 'procedure.rollback';
  /** What to say (zh-CN) after who published a newer one. */
  readonly overtaken: string;
  /** What else belongs to it, before. */
  readonly also: (trx: Trx) => Promise<void>;
}

async function deploy(deps: ServerDeps, me: Me, process: string, what: Deploying): Promise<Publication> {
  const { files, note, over, action } = what;
  const attempt = deps.database.transaction().execute(async (trx): Promise<Deployed> => {
    await what.also(trx);
    const [one] = await deps.engine.deploy(me.town, files, { by: actorOf(me), note, over }, trx);
    if (!one) throw new Error(`Expected process ${process} to be deployed but nothing was`);
    // Thrown in here, so that a draft without changes is not lost either.
    if (!one.created)
      throw new Problem(409, 'nothing-to-publish', '和现行版一样，没有可发布的改动', {
        params: { version: one.version },
      });
    const details = { version: one.version, note };
    await record(trx, me.town, { at: deps.clock.now(), by: actorOf(me), action, object: process, details });
    return one;
  });
  const { version, procedure } = await attempt.catch(async (error) => {
    const newest = error instanceof Rejected && (await newestOf(deps, me.town, process));
    if (!newest || error.code !== 'conflict') throw error;
    const [by, at] = [nameOf(newest), speakDate(newest.at, deps.clock.now())];
    throw new Problem(409, 'version-newer', `${by}在 ${at} 发布了第 ${newest.version} 版，${what.overtaken}`, {
      params: { by, at: localIso(newest.at), version: newest.version, over },
    });
  });
  liveOf(deps).publish(me.town, { topic: 'procedure', id: process });
  return { version, key: procedure };
}
