import type { Pool } from 'pg';

/** Settings of PostgreSQL without which an acknowledged commit can be lost, and what is lost. */
const needed: Readonly<Record<string, string>> = {
  fsync: '停电或死机后整个数据库可能损坏',
  full_page_writes: '停电时写到一半的页无法修复',
  synchronous_commit: '停电时会丢失最近已确认的操作',
};

/** The settings that are off as our own connections see them (a role or database may have its own), by name. */
export async function durabilityRisks(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from pg_settings where name = any($1) and setting = 'off' order by name",
    [Object.keys(needed)],
  );
  return rows.map(({ name }) => name);
}

/** One line (zh-CN) for the person at the terminal. */
export const describeRisk = (name: string): string =>
  `警告：数据库设置 ${name} 是关闭的，${needed[name]}，请打开后再使用`;

/** Throws while a setting is off: the process does not count as ready. */
export async function demandDurable(pool: Pool): Promise<void> {
  const risks = await durabilityRisks(pool);
  if (risks.length > 0) throw new Error(`Expected ${risks.join(', ')} to be on but the database has them off`);
}
