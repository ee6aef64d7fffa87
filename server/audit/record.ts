import type { Actor } from '../../engine/model/door.ts';
import type { Trx } from '../db/schema.ts';
import type { AuditAction } from './actions.ts';
import { type AuditDetails, type AuditEntry, hashEntry } from './chain.ts';
import { insertEntries, lockHead, moveHead } from './queries.ts';

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
  if (entries.length === 0) return;
  const head = await lockHead(trx, town);
  let { seq, hash } = head;
  const rows = entries.map((entry) => {
    const row: AuditEntry = {
      town,
      seq: ++seq,
      at: entry.at,
      actorKind: entry.by.kind,
      actorId: entry.by.id,
      actorName: entry.by.name ?? '',
      action: entry.action,
      object: entry.object ?? null,
      ok: entry.ok ?? true,
      details: entry.details ?? {},
      prevHash: hash,
    };
    hash = hashEntry(row);
    return { ...row, hash };
  });
  await insertEntries(trx, town, rows);
  await moveHead(trx, town, seq, hash);
}
