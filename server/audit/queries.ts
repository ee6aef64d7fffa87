import type { Selectable } from 'kysely';
import { statement } from '../../engine/index.ts';
import type { Statement } from '../../engine/model/door.ts';
import type { Db } from '../db/schema.ts';
import { type AuditEntry, genesis, textBeforePlace } from './chain.ts';
import type { AuditTables } from './tables.ts';

export type StoredEntry = AuditEntry & { readonly hash: string };

const begin = statement(
  'audit.begin',
  'insert into audit_head (town_id, seq, hash) values ($1, 0, $2) on conflict (town_id) do nothing',
);

const lock = statement('audit.lock', 'select 1 from audit_head where town_id = $1 for update');

/**
 * Appends the entries $2, whose canonical texts up to their place are $3, to the chain whose end is locked. Hashed in the
 * database, so that the lock is not held while what was read and what is written go to and fro.
 */
const append = statement(
  'audit.append',
  `with recursive chain (no, seq, prev_hash, hash) as (
     select 0, h.seq, '', h.hash from audit_head h where h.town_id = $1
     union all
     select no + 1, seq + 1, hash, encode(sha256(convert_to(
       ($3::text[])[no + 1] || hash || '","seq":' || (seq + 1) || ',"town":' || $1 || '}', 'UTF8')), 'hex')
     from chain where no < cardinality($3::text[])
   )
   insert into audit_entry
     (town_id, seq, at, actor_kind, actor_id, actor_name, action, object, ok, details, prev_hash, hash)
   select $1, chain.seq, told.at, told.actor_kind, told.actor_id, told.actor_name, told.action, told.object, told.ok,
     told.details, chain.prev_hash, chain.hash
   from jsonb_to_recordset($2::jsonb) as told (no integer, at timestamptz, actor_kind text, actor_id text, actor_name text,
     action text, object text, ok boolean, details jsonb)
   join chain on chain.no = told.no`,
);

const move = statement(
  'audit.move',
  `update audit_head t set seq = last.seq, hash = last.hash
   from (select seq, hash from audit_entry where town_id = $1 order by seq desc limit 1) last where t.town_id = $1`,
);

/** The statements that append entries to a town's chain: one transaction, one behind the other. */
export const appendEntries = (
  town: number,
  entries: readonly Omit<AuditEntry, 'town' | 'seq' | 'prevHash'>[],
): readonly Statement[] => [
  begin(town, genesis),
  lock(town),
  append(
    town,
    JSON.stringify(
      entries.map((entry, index) => ({
        no: index + 1,
        at: entry.at,
        actor_kind: entry.actorKind,
        actor_id: entry.actorId,
        actor_name: entry.actorName,
        action: entry.action,
        object: entry.object,
        ok: entry.ok,
        details: entry.details,
      })),
    ),
    entries.map(textBeforePlace),
  ),
  move(town),
];

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
