import type { ProcedureVersion } from '../../engine/model/door.ts';
import { record } from '../audit/record.ts';
import type { ServerDeps } from '../deps.ts';
import type { Repeat } from '../idempotency/repeat.ts';
import { actorOf, type Me } from '../identity/guard.ts';
import { liveOf } from '../live/hub.ts';
import { inWords, optionsOf } from '../operations/command.ts';
import { Problem } from '../platform/problem.ts';

/** A version of a process in the town, by what an address names. */
interface Which {
  readonly id: string;
  readonly version: number;
}

/** Puts a name on a version, by which calls and starts find the newest that carries it; `null` takes it off. */
export async function tagVersion(
  deps: ServerDeps,
  me: Me,
  which: Which,
  tag: string | null,
  repeat: Repeat,
): Promise<void> {
  const { key, tag: before } = await demandVersion(deps, me.town, which);
  if (tag === before) return;
  await inWords(deps.engine.operations.tag(me.town, key, tag, optionsOf(me, repeat)));
  await told(deps, me, which, 'procedure.tag', { tag: tag ?? '' });
}

/** Lets nothing begin with a version any more, or again; what runs goes on. */
export async function suspendVersion(
  deps: ServerDeps,
  me: Me,
  which: Which,
  active: boolean,
  repeat: Repeat,
): Promise<void> {
  const { key, active: before } = await demandVersion(deps, me.town, which);
  if (active === before) return;
  const { operations } = deps.engine;
  const options = optionsOf(me, repeat);
  await inWords(
    active ? operations.resumeVersion(me.town, key, options) : operations.suspendVersion(me.town, key, options),
  );
  await told(deps, me, which, active ? 'procedure.resume' : 'procedure.suspend', {});
}

async function demandVersion({ engine }: ServerDeps, town: number, { id, version }: Which): Promise<ProcedureVersion> {
  const found = (await engine.versions(town, id)).find((one) => one.version === version);
  if (!found) throw new Problem(404, 'version-not-found', '没有找到这一版');
  return found;
}

async function told(
  deps: ServerDeps,
  me: Me,
  { id, version }: Which,
  action: 'procedure.tag' | 'procedure.suspend' | 'procedure.resume',
  more: Readonly<Record<string, string>>,
): Promise<void> {
  const entry = { at: deps.clock.now(), by: actorOf(me), action, object: id, details: { version, ...more } };
  await deps.database.transaction().execute((trx) => record(trx, me.town, entry));
  liveOf(deps).publish(me.town, { topic: 'procedure', id });
}
