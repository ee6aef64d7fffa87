import { Rejected } from '../../engine/model/rejection.ts';
import type { Json, Variables } from '../../engine/model/variables.ts';
import { instancesOf } from '../cases/work.queries.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { uuidv7 } from '../platform/ids.ts';
import { dropChange, type FactChange, insertChange, listChanges } from './queries.ts';

const actor = { kind: 'system', id: 'facts' } as const;

type Change = Pick<FactChange, 'town' | 'case' | 'before' | 'after'>;

/** Writes down, in the transaction that changes them, that the facts of a case have changed. `before` null: it is new. */
export const noteFacts = (trx: Trx, change: Change, now: Date): Promise<void> =>
  insertChange(trx, { ...change, id: uuidv7(now) }, now);

/**
 * Tells the procedures what has changed: those of the case have their variables set, so that conditional events see it,
 * and the conditional starts of the town are looked at for this case. What is told twice takes effect once.
 */
export async function tellFacts(
  deps: ServerDeps,
  of?: { readonly town: number; readonly case: string },
): Promise<number> {
  const changes = await listChanges(deps.database, of);
  for (const change of changes) {
    try {
      await tell(deps, change);
    } catch (error) {
      // The others are told; this one is tried again in the next round.
      deps.logger.error({ town: change.town, change: change.id, err: error }, 'facts could not be told');
    }
  }
  return changes.length;
}

async function tell(
  { engine, database }: ServerDeps,
  { town, id, case: key, before, after }: FactChange,
): Promise<void> {
  const changed = before && differences(before, after);
  if (changed) {
    const running = (await instancesOf(database, town, key)).filter(({ status }) => status === 'active');
    for (const { instance_id: instance } of running) await setIn(engine, { town, instance }, changed, id);
  }
  const matter = { key, before: before ?? undefined };
  await engine.evaluate(town, after, { actor, idempotencyKey: `facts:${id}` }, matter);
  await dropChange(database, town, id);
}

/** A called procedure has variables of its own: each of them that is open is told. */
async function setIn(
  engine: ServerDeps['engine'],
  ref: { readonly town: number; readonly instance: string },
  variables: Variables,
  id: string,
): Promise<void> {
  const view = await engine.instance(ref);
  for (const { i: scope } of view?.state.scopes.filter(({ p }) => p !== undefined) ?? []) {
    const options = { actor, idempotencyKey: `facts:${id}:${ref.instance}:${scope}` };
    try {
      await engine.execute(ref, { type: 'variables.set', variables, scope }, options);
    } catch (error) {
      // It has ended in the meantime, or is suspended and reads what it needs when it goes on.
      if (!(error instanceof Rejected)) throw error;
    }
  }
}

function differences(before: Variables, after: Variables): Variables | undefined {
  const changed = Object.entries(after).filter(([name, value]) => !same(before[name], value));
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

const same = (one: Json | undefined, two: Json) => JSON.stringify(one ?? null) === JSON.stringify(two);
