import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { livePostmaster } from '../../../server/platform/postgres/postmaster.ts';
import { startProgram } from '../../support/programs.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'onedoor-care-'));
const data = join(folder, 'data');
const archive = join(folder, 'town.onedoor');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clean = { HOST: '', DATABASE_URL: '', SMTP_URL: '', PUBLIC_URL: '', ONEDOOR_SECRET: '', ONEDOOR_BACKUP_KEY: '' };
const key = { ONEDOOR_BACKUP_KEY: 'a passphrase for the tests' };

async function run(script: 'backup' | 'restore', parameters: string[], env: NodeJS.ProcessEnv = {}) {
  const program = startProgram(join(root, `scripts/${script}.ts`), parameters, {
    ...clean,
    ONEDOOR_DATA: data,
    ...env,
  });
  return [await program.ended, program.lines] as const;
}

test('the product of `npm start` is backed up while it runs and while it stands still, and comes back', async () => {
  const server = startProgram(join(root, 'server/main.ts'), [], { ...clean, ONEDOOR_DATA: data, PORT: '0' });
  await server.line(/已启动/);
  const [running, told] = await run('backup', [archive], key);
  expect([running, told]).toEqual([
    0,
    [
      expect.stringMatching(new RegExp(`^备份完成：${archive}（\\d+\\.\\d MB）$`)),
      expect.stringMatching(/^ {2}苍城镇：\d+ 张表 \d+ 行，材料 \d+ 份$/),
    ],
  ]);
  // How it stops, within its five seconds or by force on a busy machine, is not the matter here.
  server.child.kill('SIGTERM');
  await server.ended;

  expect((await run('backup', [`${archive}.2`, '--without-secret']))[0]).toBe(0);
  expect(livePostmaster(join(data, 'postgres'))).toBeUndefined();
  expect(existsSync(join(data, 'onedoor.lock'))).toBe(false);

  const elsewhere = join(folder, 'new');
  const [restored, lines] = await run('restore', [archive], { ...key, ONEDOOR_DATA: elsewhere });
  expect([restored, lines]).toEqual([
    0,
    [
      expect.stringMatching(/^恢复完成：苍城镇，数据截至 \d{4}\/\d/),
      expect.stringContaining('均与备份时一致'),
      expect.stringContaining('信函暂缓发送'),
    ],
  ]);
  const again = startProgram(join(root, 'server/main.ts'), [], { ...clean, ONEDOOR_DATA: elsewhere, PORT: '0' });
  const address = (await again.line(/已启动/)).replace('一扇门已启动：', '');
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  again.child.kill('SIGTERM');
  await again.ended;

  // A database that its own tools brought back.
  expect(await run('restore', ['--after-recovery'], { ONEDOOR_DATA: elsewhere })).toEqual([
    0,
    ['1 个镇街的信函已暂缓发送，登录和部门链接已失效'],
  ]);
}, 240_000);

test('a restore that is killed leaves nothing that the next one does not clear', async () => {
  const target = join(folder, 'killed');
  const env = { ...clean, ...key, ONEDOOR_DATA: target };
  const first = startProgram(join(root, 'scripts/restore.ts'), [archive], env);
  const cluster = join(`${target}.restoring`, 'postgres');
  await expect.poll(() => livePostmaster(cluster), { timeout: 60_000, interval: 5 }).toBeDefined();
  first.child.kill('SIGKILL');
  expect([await first.ended, existsSync(target)]).toEqual(['SIGKILL', false]);

  expect((await run('restore', [archive], env))[0]).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('killed'))).toEqual(['killed']);
  expect(livePostmaster(cluster)).toBeUndefined();
}, 240_000);

test('what is wrong is one line, exit code 1, and nothing is made', async () => {
  const wrong: [Parameters<typeof run>, RegExp][] = [
    [['backup', []], /^用法：npm run backup -- 文件/],
    [['backup', ['a', 'b']], /^用法：/],
    [['backup', [join(folder, 'x')]], /^没有密钥就读不出备份里的个人信息。/],
    [['backup', [join(folder, 'x')], { ONEDOOR_BACKUP_KEY: 'short' }], /口令至少 12 个字符$/],
    [['backup', [archive], key], /已经存在，请换一个名字/],
    [['backup', [join(folder, 'no', 'x')], key], /不存在，请先建立$/],
    [['backup', [join(folder, 'x')], { ...key, ONEDOOR_DATA: join(folder, 'none') }], /里没有密钥/],
    [['restore', [join(folder, 'x')], key], /^没有找到备份文件/],
    [['restore', [archive], key], /不是空的，恢复不会覆盖已有数据/],
    [
      [
        'restore',
        [archive],
        { ...key, DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/d', ONEDOOR_DATA: join(folder, 'ext') },
      ],
      /^无法连接环境变量 DATABASE_URL 指定的数据库：对方没有在该地址监听$/,
    ],
  ];
  for (const [call, line] of wrong) expect(await run(...call)).toEqual([1, [expect.stringMatching(line)]]);
  expect(readdirSync(folder).sort()).toEqual(['data', 'ext', 'killed', 'new', 'town.onedoor', 'town.onedoor.2']);
  expect(readdirSync(join(folder, 'ext'))).toEqual([]);
}, 240_000);
