import type { Pool } from 'pg';
import { town } from './workload.ts';

/** Fills the database by SQL: as many copies of one instance as are asked for, with the rows it has in these tables. */
export async function copyInstance(pool: Pool, instance: string, copies: number, tables: readonly string[]) {
  for (const table of tables) {
    const { rows } = await pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and column_name <> 'instance_id' order by ordinal_position`,
      [table],
    );
    const columns = rows.map(({ name }) => name).join(', ');
    await pool.query(
      `insert into ${table} (instance_id, ${columns})
       select ('018f0000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, ${columns}
       from ${table} cross join generate_series(1, $3::integer) i where town_id = $1 and instance_id = $2`,
      [town, instance, copies],
    );
  }
  await pool.query('vacuum analyze');
}
