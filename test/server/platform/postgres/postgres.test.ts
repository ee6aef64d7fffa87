import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPostgres } from '../../../../server/platform/postgres/index.ts';
import { livePostmaster } from '../../../../server/platform/postgres/postmaster.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedoor-pg-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is there after a stop and a start; writes are flushed', async () => {
  const first = await startPostgres({ folder });
  expect(
    await ask(
      first.url('postgres'),
      "select current_setting('fsync') as fsync, current_setting('server_version_num')::int / 10000 as major",
    ),
  ).toEqual([{ fsync: 'on', major: 18 }]);
  await ask(first.url('postgres'), "create table place (name text); insert into place values ('沙湖村')");
  await first.stop();
  expect(livePostmaster(join(folder, 'postgres'))).toBeUndefined();
  const second = await startPostgres({ folder });
  expect(await ask(second.url('postgres'), 'select name from place')).toEqual([{ name: '沙湖村' }]);
  await second.stop();
});

test('a path too long for a socket, with spaces and Chinese, works', async () => {
  const deep = join(folder, '数据 目录', '很'.repeat(30));
  mkdirSync(deep, { recursive: true });
  const server = await startPostgres({ folder: deep });
  expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  const socket = new URL(server.url('postgres').replace('@/', '@base/')).searchParams.get('host')!;
  expect(Buffer.byteLength(socket)).toBeLessThan(90);
  await server.stop();
  expect(existsSync(socket)).toBe(false);
});

// The checkout may lie in root's home, which the account that PostgreSQL runs under may not enter.
test('it never runs as root, and works below a folder that is closed to its account', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const data = join(closed, 'data');
  const server = await startPostgres({ folder: data });
  const owner = statSync(join(data, 'postgres')).uid;
  expect(owner).not.toBe(0);
  expect(process.getuid?.() === 0 || owner === process.getuid?.()).toBe(true);
  if (process.platform === 'linux') {
    expect(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]).toBe(String(owner));
  }
  await ask(server.url('postgres'), 'create table kept ()');
  await server.stop();
  const again = await startPostgres({ folder: data });
  expect(await ask(again.url('postgres'), 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
  await again.stop();
});

test('a cluster that another process serves is refused, or stopped by who may', async () => {
  const first = await startPostgres({ folder });
  await expect(startPostgres({ folder })).rejects.toThrow(
    `数据目录 ${folder}/postgres 正被进程 ${first.pid} 的数据库使用`,
  );
  const second = await startPostgres({ folder, whenRunning: 'stop' });
  await first.exited;
  expect(second.pid).not.toBe(first.pid);
  await second.stop();
});

test('the pid file of a dead server, or of a process that is no server, is no obstacle', async () => {
  await (await startPostgres({ folder })).stop();
  writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}\n`);
  await (await startPostgres({ folder })).stop();
});

test('a cluster of another version, and a folder with other files, are left alone', async () => {
  const cluster = join(folder, 'postgres');
  mkdirSync(cluster);
  writeFileSync(join(cluster, 'PG_VERSION'), '15\n');
  await expect(startPostgres({ folder })).rejects.toThrow('由 PostgreSQL 15 建立，本程序自带 PostgreSQL 18');
  rmSync(join(cluster, 'PG_VERSION'));
  writeFileSync(join(cluster, 'letter.txt'), 'mine');
  await expect(startPostgres({ folder })).rejects.toThrow('里有别的文件，不是数据库');
  expect(readFileSync(join(cluster, 'letter.txt'), 'utf8')).toBe('mine');
});
