import { CompileProblems, type Deployed } from '../../engine/model/door.ts';
import type { SourceFile } from '../../engine/model/problem.ts';
import { record } from '../audit/record.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { liveOf } from '../live/hub.ts';
import { Problem } from '../platform/problem.ts';
import { checkProcedure, failed } from './check.ts';
import { changed } from './drafts.ts';
import { dropDraft, findDraft } from './queries.ts';
import { newestOf } from './versions.ts';

export interface Publication {
  readonly version: number;
  readonly key: string;
}

/** Publishes the saved draft of this revision as the next version: running cases stay on theirs, new ones take it. */
export async function publishDraft(
  deps: ServerDeps,
  me: Me,
  process: string,
  { rev, note }: { rev: number; note: string },
): Promise<Publication> {
  const draft = await findDraft(deps.database, me.town, process);
  if (!draft || draft.rev !== rev) throw await changed(deps, me.town, process);
  await demandPublishable(deps, me.town, process, draft.files);
  const published = await deploy(deps, me, process, draft.files, note, 'procedure.publish', async (trx) => {
    if (!(await dropDraft(trx, me.town, process, rev))) throw await changed(deps, me.town, process);
  });
  return { version: published.version, key: published.procedure };
}

/** Makes the files of an earlier version the newest one again. */
export async function rollBack(
  deps: ServerDeps,
  me: Me,
  process: string,
  { version, note }: { version: number; note: string },
): Promise<Publication> {
  const files = await deps.engine.files(me.town, `${process}@${version}`);
  if (!files) throw new Problem(404, 'version-not-found', '没有找到这一版');
  if ((await newestOf(deps, me.town, process))?.version === version) {
    throw new Problem(409, 'version-in-force', '这一版就是现行版', { params: { version } });
  }
  await demandPublishable(deps, me.town, process, files);
  const published = await deploy(deps, me, process, files, note, 'procedure.rollback');
  return { version: published.version, key: published.procedure };
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

async function deploy(
  deps: ServerDeps,
  me: Me,
  process: string,
  files: readonly SourceFile[],
  note: string,
  action: 'procedure.publish' | 'procedure.rollback',
  also: (trx: Trx) => Promise<void> = async () => {},
): Promise<Deployed> {
  const deployed = await deps.database.transaction().execute(async (trx) => {
    await also(trx);
    const [one] = await deps.engine.deploy(me.town, files, { by: actorOf(me), note }, trx);
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
  liveOf(deps).publish(me.town, { topic: 'procedure', id: process });
  return deployed;
}
