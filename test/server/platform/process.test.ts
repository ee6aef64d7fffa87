import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { livePostmaster } from '../../../server/platform/postgres/postmaster.ts';
import { startProgram } from '../../support/programs.ts';

const program = join(import.meta.dirname, 'process-program.ts');
const clean = { HOST: '', DATABASE_URL: '', SMTP_URL: '', PUBLIC_URL: '', ONEDOOR_SECRET: '' };
let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'onedoor-process-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(env: NodeJS.ProcessEnv = {}) {
  const server = startProgram(program, [], { ...clean, PORT: '0', ONEDOOR_DATA: data, ...env });
  const address = server.line(/已启动/).then((line) => line.replace('一扇门已启动：', ''));
  address.catch(() => {});
  return { ...server, address };
}

test('it starts, says where it is, finishes what is in flight, and leaves nothing running', async () => {
  const server = start();
  const address = await server.address;
  expect(await (await fetch(`${address}/health/ready`)).json()).toEqual({
    ready: true,
    checks: { database: true, durability: true, workers: true },
  });
  const answer = fetch(`${address}/until-signal`);
  await server.line(/in flight/);
  server.child.kill('SIGTERM');
  expect(await (await answer).json()).toEqual([{ text: 'kept' }]);
  expect(await server.ended).toBe(0);
  expect(server.lines).toEqual([
    expect.stringMatching(/^一扇门已启动：http:\/\/127\.0\.0\.1:\d+$/),
    '示范',
    '按 Ctrl-C 停止',
    'in flight',
    '正在停止，请稍候……',
    'background stopped',
  ]);
  expect(livePostmaster(join(data, 'postgres'))).toBeUndefined();
  expect(existsSync(join(data, 'onedoor.lock'))).toBe(false);
});

test('a stream that nobody ends does not hold up the stop', async () => {
  const server = start({ CUT_MS: '10' });
  const stream = await fetch(`${await server.address}/forever`);
  await server.line(/streaming/);
  server.child.kill('SIGINT');
  await stream.text().catch(() => {});
  expect(await server.ended).toBe(0);
});

test('after a hard end the next start takes over, and what was committed is there', async () => {
  const first = start();
  await first.address;
  first.child.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  expect(livePostmaster(join(data, 'postgres'))).toBeDefined();
  const second = start();
  expect(await (await fetch(`${await second.address}/notes`)).json()).toEqual([{ text: 'kept' }]);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('a second process on the same data is refused while the first goes on', async () => {
  const first = start();
  const address = await first.address;
  const second = start();
  expect([await second.ended, second.lines]).toEqual([
    1,
    [expect.stringContaining(`正被另一个进程（进程号 ${first.child.pid}）使用`)],
  ]);
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
});

test('when the database ends by itself, so does the process', async () => {
  const server = start();
  await server.address;
  process.kill(livePostmaster(join(data, 'postgres'))!, 'SIGQUIT');
  expect(await server.ended).toBe(1);
  expect(server.lines).toContain('数据库意外停止，程序即将退出，请查看数据目录中的 postgres.log');
});

test('a used port and wrong settings are one line each, and nothing is touched', async () => {
  const untouched = join(data, 'untouched');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const wrong: [NodeJS.ProcessEnv, RegExp][] = [
    [{ PORT: String(port) }, /^端口已被占用：127\.0\.0\.1:\d+，/],
    [{ PORT: 'x' }, /^环境变量 PORT 有误：/],
    [{ HOST: '192.0.2.1' }, /^环境变量 HOST 有误：本机没有地址 192\.0\.2\.1$/],
    [{ ONEDOOR_SECRET: 'short' }, /^环境变量 ONEDOOR_SECRET 有误：/],
    [{ ONEDOOR_METRICS_TOKEN: 'short' }, /^环境变量 ONEDOOR_METRICS_TOKEN 有误：至少应有 16 个字符/],
  ];
  await Promise.all(
    wrong.map(async ([env, line]) => {
      const server = start({ ...env, ONEDOOR_DATA: untouched });
      expect([await server.ended, server.lines]).toEqual([1, [expect.stringMatching(line)]]);
    }),
  );
  expect(existsSync(untouched)).toBe(false);
  other.close();
});

test('an external database that does not answer is one line, without its password', async () => {
  const server = start({ ONEDOOR_DATA: join(data, 'external'), DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/d' });
  expect([await server.ended, server.lines]).toEqual([
    1,
    ['无法连接环境变量 DATABASE_URL 指定的数据库：对方没有在该地址监听'],
  ]);
  expect(readdirSync(join(data, 'external')).sort()).toEqual(['onedoor.log', 'secret']);
  expect(readFileSync(join(data, 'external/onedoor.log'), 'utf8')).not.toContain('geheim');
});
