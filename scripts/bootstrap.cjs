// Runs before `npm start` and `npm test`, on whatever Node and npm the machine has: so CommonJS, no dependency, no
// syntax newer than Node 16. Brings what is missing and is done in milliseconds when nothing is.
'use strict';

const { createHash } = require('node:crypto');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = fs.realpathSync(path.join(__dirname, '..'));
const wantedNode = 24;

main(process.argv[2]);

/** @param {string} purpose `start` also builds the web apps; `test` builds them itself, after the quicker checks. */
function main(purpose) {
  ensureDependencies();
  ensureNode();
  if (purpose === 'start') ensureWeb();
}

/** npm writes what it installed into node_modules/.package-lock.json: it must agree with package-lock.json. */
function ensureDependencies() {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  if (!wanted) fail('缺少文件 package-lock.json，请重新下载本程序');
  if (!agree(wanted[''])) fail('package.json 与 package-lock.json 不一致，请执行 npm install 并提交两个文件');
  if (installed(wanted)) return;
  say('正在安装依赖，第一次需要几分钟……');
  // Not `npm ci`: it refuses a lockfile without the optional packages of other systems that a registry does not offer.
  npm(installingNode(wanted), ['install', '--no-save', '--include=dev', '--include=optional']);
  if (!installed(wanted)) fail('依赖安装不完整：node_modules 与 package-lock.json 不一致，请删除 node_modules 后重试');
}

/** Whether the lockfile was made of this package.json. */
function agree(locked) {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const sorted = (list) => JSON.stringify(Object.entries(list || {}).sort());
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return kinds.every((kind) => sorted(manifest[kind]) === sorted(locked[kind]));
}

function installed(wanted) {
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (!present) return false;
  return Object.keys(wanted).every((name) => {
    const { version, optional, os, cpu, libc } = wanted[name];
    if (name === '') return true;
    if (present[name]) return present[name].version === version;
    // Of the optional ones, those made for this very system must be there: Node, PostgreSQL, compiled tools.
    const ours = (os || cpu) && fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, 'glibc');
    return optional && !ours;
  });
}

function fits(list, value) {
  return !list || [].concat(list).includes(value);
}

/**
 * npm silently leaves out optional packages that do not name the Node it runs under, and an older one is named by few.
 * So the installation itself runs under the Node of package-lock.json, which is fetched first when need be.
 */
function installingNode(wanted) {
  const name = nodePackage();
  const entry = wanted[`node_modules/${name}`];
  if (major(process.versions.node) >= wantedNode || !entry) return process.execPath;
  const folder = path.join(root, '.cache', 'node');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  npm(process.execPath, ['install', '--no-save', '--no-package-lock', `${name}@${entry.version}`], folder);
  return nodeProgram(folder);
}

/** Runs npm, the one that called us when there is one, and ends with one line when it fails. */
function npm(node, parameters, folder = root) {
  const environment = {
    ...process.env,
    npm_config_prefix: undefined,
    npm_config_global: undefined,
    NODE_ENV: undefined,
  };
  const called = process.env.npm_execpath;
  const options = { cwd: folder, stdio: ['ignore', 2, 2], env: environment };
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const run =
    called && /\.c?js$/.test(called)
      ? spawnSync(node, [called, ...parameters, ...quiet], options)
      : spawnSync('npm', [...parameters, ...quiet], { ...options, shell: process.platform === 'win32' });
  if (!run.error && run.status === 0) return;
  const why = run.error ? run.error.message : `退出码 ${run.status}`;
  fail(`依赖安装失败（npm ${parameters[0]}：${why}），请检查网络、磁盘空间和目录的写权限后重试`);
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** The scripts run under the Node that npm brought; where there is none for the system, the machine's must do. */
function ensureNode() {
  const own = ownNode();
  if (!own) {
    if (major(process.versions.node) >= wantedNode) return;
    fail(`需要 Node.js ${wantedNode}：npm 上没有适合这个系统的版本，请自行安装，本机的版本是 ${process.versions.node}`);
  }
  if (process.execPath === fs.realpathSync(own)) return;
  const run = spawnSync(own, ['--print', 'process.versions.node'], { encoding: 'utf8' });
  if (run.status === 0 && major(run.stdout) === wantedNode) return;
  const why = run.error ? run.error.message : (run.stderr || '').trim().split('\n')[0];
  fail(
    `需要 Node.js ${wantedNode}：随依赖安装的 Node 不能在这台机器上运行（${why}），本机的版本是 ${process.versions.node}`,
  );
}

/** The program in node_modules. Some versions of npm 9 do not link it into .bin, where npm's scripts look for it. */
function ownNode() {
  const program = nodeProgram(root);
  if (!fs.existsSync(program)) return undefined;
  const link = path.join(root, 'node_modules', '.bin', 'node');
  if (process.platform !== 'win32' && !fs.existsSync(link))
    fs.symlinkSync(path.relative(path.dirname(link), program), link);
  return program;
}

function nodePackage() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function nodeProgram(folder) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', nodePackage(), 'bin', file);
}

function major(version) {
  return Number.parseInt(version, 10);
}

/** Builds the web apps when anything they are made of has changed since the last build. */
function ensureWeb() {
  const stamp = path.join(root, 'dist', '.stamp');
  const wanted = webChecksum();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  say('正在构建网页……');
  fs.rmSync(stamp, { force: true });
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const run = spawnSync(ownNode() || process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (run.error || run.status !== 0)
    fail(`网页构建失败（${run.error ? run.error.message : `退出码 ${run.status}`}），原因见上`);
  fs.writeFileSync(stamp, wanted);
}

/** Everything a page can be made of: the apps, the engine's browser side, the types of the interface, the packages. */
function webChecksum() {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'vite.config.ts', 'tsconfig.json'];
  for (const folder of ['inbox', 'designer', 'ui', 'engine', 'server']) collect(folder, files);
  for (const file of files.filter(matters).sort()) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function matters(file) {
  if (file.startsWith('server/')) return file.endsWith('contract.ts');
  return !/^engine\/(store|worker|runtime)\//.test(file);
}

function collect(folder, files) {
  const place = path.join(root, folder);
  if (!fs.existsSync(place)) return;
  for (const entry of fs.readdirSync(place, { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) collect(file, files);
    else files.push(file);
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
