import { type Selectable, sql } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import { type AuditEntry, genesis } from './chain.ts';
import type { AuditTables } from './tables.ts';

export type StoredEntry = AuditEntry & { readonly hash: string };

/** Locks the end of the town's chain; makes it when there is none. */
export async function lockHead(trx: Trx, town: number): Promise<{ seq: number; hash: string }> {
  await trx
    .insertInto('audit_head')
    .values({ town_id: town, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.column('town_id').doNothing())
    .execute();
  const row = await trx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('town_id', '=', town)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { seq: Number(row.seq), hash: row.hash };
}

export async function moveHead(trx: Trx, town: number, seq: number, hash: string): Promise<void> {
  await trx.updateTable('audit_head').set({ seq, hash }).where('town_id', '=', town).execute();
}

/** Entries of one town, as one parameter: as values each would be a dozen, and the statement another one for every number. */
export async function insertEntries(trx: Trx, town: number, entries: readonly StoredEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    action: entry.action,
    object: entry.object,
    ok: entry.ok,
    details: entry.details,
    prev_hash: entry.prevHash,
    hash: entry.hash,
  }));
  await sql`insert into audit_entry (town_id, seq, at, actor_kind, actor_id, actor_name, action, object, ok, details, prev_hash, hash)
    select ${town}, seq, at, actor_kind, actor_id, actor_name, action, object, ok, details, prev_hash, hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry (seq bigint, at timestamptz, actor_kind text, actor_id text,
      actor_name text, action text, object text, ok boolean, details jsonb, prev_hash text, hash text)`.execute(trx);
}

/** The end of the chain as it is remembered beside the log. */
export async function readHead(db: Db, town: number): Promise<{ seq: number; hash: string }> {
  const row = await db.selectFrom('audit_head').select(['seq', 'hash']).where('town_id', '=', town).executeTakeFirst();
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: genesis };
}

export interface AuditPage {
  /** Entries before this number, newest first. */
  readonly before?: number | undefined;
  /** Actor, object or one of these actions. */
  readonly text?: string | undefined;
  readonly actions?: readonly string[];
  readonly limit: number;
}

export async function listEntries(db: Db, town: number, page: AuditPage): Promise<StoredEntry[]> {
  let query = db.selectFrom('audit_entry').selectAll().where('town_id', '=', town);
  if (page.before !== undefined) query = query.where('seq', '<', String(page.before));
  const { text, actions = [] } = page;
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((or) =>
      or.or([
        or('actor_name', 'like', like),
        or('object', 'like', like),
        ...(actions.length ? [or('action', 'in', actions)] : []),
      ]),
    );
  }
  return (await query.orderBy('seq', 'desc').limit(page.limit).execute()).map(entryOf);
}

/** The next entries of the chain after a number, oldest first. */
export async function walkEntries(db: Db, town: number, after: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .selectAll()
    .where('town_id', '=', town)
    .where('seq', '>', String(after))
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

type Row = Selectable<AuditTables['audit_entry']>;

const entryOf = (row: Row): StoredEntry => ({
  town: row.town_id,
  seq: Number(row.seq),
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorName: row.actor_name,
  action: row.action,
  object: row.object,
  ok: row.ok,
  details: row.details,
  prevHash: row.prev_hash,
  hash: row.hash,
});
