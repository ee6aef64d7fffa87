import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, refuseWhenLocked } from '../../../server/platform/lock.ts';
import { identify, stillRuns } from '../../../server/platform/process-identity.ts';
import { startProgram } from '../../support/programs.ts';

const program = join(import.meta.dirname, 'lock-program.ts');
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'onedoor-lock-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('the folder is held by one process, named to the other, and free after release', async () => {
  const holder = startProgram(program, [data]);
  await holder.line(/held/);
  const message = `数据目录 ${data} 正被另一个进程（进程号 ${holder.child.pid}）使用，请先停止它，或用 ONEDOOR_DATA 换一个目录`;
  expect(() => refuseWhenLocked(data)).toThrow(message);
  expect(() => lockFolder(data)).toThrow(message);
  holder.child.stdin!.end();
  await holder.ended;
  expect(readdirSync(data)).toEqual([]);
  lockFolder(data).release();
});

test('of many processes that find the lock of a dead one, exactly one takes it over', async () => {
  writeFileSync(join(data, 'onedoor.lock'), JSON.stringify({ pid: 2 ** 22 + 1, boot: '', started: '' }));
  const programs = Array.from({ length: 6 }, () => startProgram(program, [data]));
  const answers = await Promise.all(programs.map((one) => one.line(/held|refused/)));
  for (const one of programs) one.child.stdin!.end();
  await Promise.all(programs.map((one) => one.ended));
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  expect(answers.filter((answer) => /^refused: 数据目录 /.test(answer))).toHaveLength(5);
  expect(readdirSync(data)).toEqual([]);
});

test('a process that merely has the same number is another process', () => {
  const me = identify(process.pid);
  expect(stillRuns(me)).toBe(true);
  expect(stillRuns({ ...me, started: `${me.started}0` })).toBe(false);
  expect(stillRuns({ ...me, boot: 'another boot' })).toBe(false);
});

test('an interrupted takeover is told, not guessed at', () => {
  const dead = JSON.stringify({ pid: 2 ** 22 + 1, boot: '', started: '' });
  for (const name of ['onedoor.lock', 'onedoor.lock.takeover']) writeFileSync(join(data, name), dead);
  expect(() => lockFolder(data)).toThrow('请删除文件');
  expect(existsSync(join(data, 'onedoor.lock'))).toBe(true);
});
