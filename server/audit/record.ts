import { pipeline } from '../../engine/index.ts';
import type { Actor, Statement } from '../../engine/model/door.ts';
import type { Trx } from '../db/schema.ts';
import type { AuditAction } from './actions.ts';
import type { AuditDetails } from './chain.ts';
import { appendEntries } from './queries.ts';

export interface NewEntry {
  readonly at: Date;
  readonly by: Actor;
  readonly action: AuditAction;
  /** What it was done to: a number or an id. */
  readonly object?: string | null;
  readonly ok?: boolean;
  readonly details?: AuditDetails;
}

/**
 * Appends to the town's audit log in the transaction of what it tells. The row of the chain's end stays locked until that
 * transaction ends, so it comes last. Never in companions and actions: the projection writes what a batch did.
 */
export async function record(trx: Trx, town: number, ...entries: readonly NewEntry[]): Promise<void> {
  await pipeline(trx, recording(town, entries));
}

/** The statements that append them, to be sent one behind the other in one transaction. */
export function recording(town: number, entries: readonly NewEntry[]): readonly Statement[] {
  if (entries.length === 0) return [];
  return appendEntries(
    town,
    entries.map(({ at, by, action, object, ok, details }) => ({
      at,
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name ?? '',
      action,
      object: object ?? null,
      ok: ok ?? true,
      details: details ?? {},
    })),
  );
}
