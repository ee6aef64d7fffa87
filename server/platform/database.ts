import pg from 'pg';
import { openPool } from '../../engine/index.ts';
import { type Postgres, startPostgres } from './postgres/index.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

/** The connected database and, when it is the embedded one, its server. */
export interface OpenedDatabase {
  readonly pool: pg.Pool;
  readonly postgres: Postgres | undefined;
}

/** Versions of an external server that the tests cover. */
const oldest = 15;
const newest = 18;

/** Shared by the engine's writers and the pages; more than this only queue inside PostgreSQL. */
const poolSize = 16;

/**
 * Opens the database of the settings: that of `DATABASE_URL`, else the embedded one. The caller holds the lock of the
 * data folder, so an embedded server that still runs is what a killed process left, and is stopped first.
 */
export async function openDatabaseOf(settings: Settings): Promise<OpenedDatabase> {
  if (settings.databaseUrl) {
    const pool = openPool(settings.databaseUrl, { max: poolSize });
    await checkExternal(pool).catch(async (error: unknown) => {
      await pool.end();
      throw error;
    });
    return { pool, postgres: undefined };
  }
  const postgres = await startPostgres({ folder: settings.data, whenRunning: 'stop' });
  try {
    await ensureDatabase(postgres.url('postgres'), 'onedoor');
    return { pool: openPool(postgres.url('onedoor'), { max: poolSize }), postgres };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Makes the database unless there is one. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Throws a `StartError` when the server does not answer, or is of a version that the tests do not cover. */
export async function checkExternal(database: pg.Pool | pg.ClientBase): Promise<void> {
  const { rows } = await database
    .query<{ major: number }>("select current_setting('server_version_num')::int / 10000 as major")
    .catch((error: Error) => {
      throw explainConnectError(error);
    });
  const major = rows[0]!.major;
  if (major < oldest || major > newest) {
    throw new StartError(`环境变量 DATABASE_URL 指定的是 PostgreSQL ${major}，本程序支持 ${oldest} 到 ${newest}`);
  }
}

/** Why there is no connection, without the address, which holds a password. */
export function explainConnectError({ code = '' }: Error & { code?: string }): StartError {
  return new StartError(`无法连接环境变量 DATABASE_URL 指定的数据库：${reasons[code] ?? (code || '没有应答')}`);
}

const reasons: Record<string, string> = {
  ECONNREFUSED: '对方没有在该地址监听',
  ENOTFOUND: '找不到该主机',
  ENOENT: '没有该套接字文件',
  EACCES: '没有权限打开该套接字',
  '28P01': '用户名或密码不对',
  '28000': '该用户不允许登录',
  '3D000': '该数据库不存在',
};

/** How many migrations of all modules the database has; fewer than at the start means that it was replaced under us. */
export async function countMigrations(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from migration');
  return rows[0]!.count;
}
