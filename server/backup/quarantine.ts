import type { ClientBase } from 'pg';
import { record } from '../audit/record.ts';
import type { Database, Trx } from '../db/schema.ts';
import { placeHold } from '../mail/hold.queries.ts';
import { databaseOver } from '../platform/visit.ts';
import { listTowns } from '../towns/queries.ts';
import { endSessions, revokeAllLinks } from './quarantine.queries.ts';

/** How the database came back: from an archive of ours, or to a moment by the database's own tools. */
export interface Comeback {
  readonly reason: 'restore' | 'recovery';
  /** The moment that the data stands for, where it is known. */
  readonly asOf: Date | null;
}

/**
 * Parts a database that came back from the world that went on without it, inside the caller's transaction: mail is held
 * until an administrator releases it, every session has ended, every link of a department is revoked, and the audit log
 * says so. Answers how many towns there are.
 */
export async function quarantine(client: ClientBase, { reason, asOf }: Comeback, now: Date): Promise<number> {
  const trx = databaseOver<Database>(client) as Trx;
  const towns = await listTowns(trx);
  for (const town of towns) {
    await placeHold(trx, { town_id: town, since: now, reason, as_of: asOf });
    const sessions = await endSessions(trx, town, now);
    const links = await revokeAllLinks(trx, town, now);
    const details = { asOf: asOf?.toISOString() ?? null, sessions, links };
    const by = { kind: 'system', id: 'restore', name: '系统' } as const;
    await record(trx, town, { at: now, by, action: `system.${reason}`, details });
  }
  return towns.length;
}
