import { sql } from 'kysely';
import type { Database } from './statement.ts';

/** Months ahead that always have a partition of the history. */
const ahead = 3;

/**
 * Makes the month partitions of the history (months of Asia/Shanghai) for this month and those ahead. What the default
 * partition took for want of one moves over. Safe to call from several processes.
 */
export async function ensurePartitions(database: Database, now: Date): Promise<void> {
  const local = new Date(now.getTime() + 8 * 3_600_000);
  for (let month = 0; month <= ahead; month++) {
    await ensureMonth(database, Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + month));
  }
}

async function ensureMonth(database: Database, first: number): Promise<void> {
  const month = new Date(first).toISOString().slice(0, 7);
  const next = new Date(Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1))
    .toISOString()
    .slice(0, 7);
  const table = `history_${month.replace('-', '_')}`;
  const [from, to] = [`${month}-01T00:00:00+08:00`, `${next}-01T00:00:00+08:00`];
  const exists = async (trx: Database) =>
    (await sql`select 1 from pg_class where relname = ${table} and relkind = 'r'`.execute(trx)).rows.length > 0;
  if (await exists(database)) return;
  await database.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('onedoor/partitions'))`.execute(trx);
    if (await exists(trx)) return;
    await sql`lock table history in access exclusive mode`.execute(trx);
    await sql`create table ${sql.table(table)} (like history including all)`.execute(trx);
    await sql`insert into ${sql.table(table)} select * from history_default where at >= ${from} and at < ${to}`.execute(
      trx,
    );
    await sql`delete from history_default where at >= ${from} and at < ${to}`.execute(trx);
    await sql`alter table history attach partition ${sql.table(table)} for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(
      trx,
    );
  });
}
