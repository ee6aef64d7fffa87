import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demandDurable, describeRisk, durabilityRisks } from '../../../server/platform/durability.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { startProgram } from '../../support/programs.ts';

let db: TestDatabase;
let name: string;
const data = mkdtempSync(join(tmpdir(), 'onedoor-durability-'));
beforeAll(async () => {
  db = await testDatabase();
  name = (await db.pool.query<{ name: string }>('select current_database() as name')).rows[0]!.name;
});
afterAll(async () => {
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

/** What the server of the tests has off already (a throw-away one does not flush), seen from a new connection. */
async function risks(): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: db.url, max: 1 });
  try {
    return await durabilityRisks(pool);
  } finally {
    await pool.end();
  }
}

test('a setting that loses commits is found, also when only this database has it', async () => {
  const before = await risks();
  await db.pool.query(`alter database ${name} set synchronous_commit = off`);
  expect(await risks()).toEqual([...new Set([...before, 'synchronous_commit'])].sort());
  const pool = new pg.Pool({ connectionString: db.url, max: 1 });
  await expect(demandDurable(pool)).rejects.toThrow('synchronous_commit');
  await pool.end();
  // Waiting for fewer standbys is a choice, losing the commit is none.
  await db.pool.query(`alter database ${name} set synchronous_commit = local`);
  expect(await risks()).toEqual(before.filter((risk) => risk !== 'synchronous_commit'));
});

test('the process says so when it starts, and is not ready until somebody accepts the loss', async () => {
  await db.pool.query(`alter database ${name} set synchronous_commit = off`);
  const start = async (accept: string) => {
    // The embedded server's URL names a user but no host, which is no URL to a browser.
    const url = db.url.replace(/\/\/(\w+)@\/(.*)$/, '///$2&user=$1');
    const env = { DATABASE_URL: url, ONEDOOR_DATA: data, PORT: '0', HOST: '', SMTP_URL: '', PUBLIC_URL: '' };
    const program = startProgram(join(import.meta.dirname, 'process-program.ts'), [], {
      ...env,
      ONEDOOR_ACCEPT_DATA_LOSS: accept,
    });
    const address = (await program.line(/已启动/)).replace('一扇门已启动：', '');
    const ready = await fetch(`${address}/health/ready`);
    const { checks } = (await ready.json()) as { checks: Record<string, boolean> };
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    return { status: ready.status, durability: checks.durability, warned: program.lines.includes(warning) };
  };
  const warning = describeRisk('synchronous_commit');
  expect(warning).toBe('警告：数据库设置 synchronous_commit 是关闭的，停电时会丢失最近已确认的操作，请打开后再使用');
  expect(await start('')).toEqual({ status: 503, durability: false, warned: true });
  expect(await start('yes')).toEqual({ status: 200, durability: undefined, warned: true });
  expect(readFileSync(join(data, 'onedoor.log'), 'utf8')).toContain('"reason":"synchronous_commit"');
  await db.pool.query(`alter database ${name} reset synchronous_commit`);
});
