import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { impurities } from './purity.ts';
import { root, sources } from './sources.ts';

const pure = sources('engine/{core,elements}/**/*.ts');

test('the core and the elements are there to be judged', () => {
  expect(pure.length).toBeGreaterThan(10);
});

test.each(pure)('%s reaches neither clock nor chance nor world', (path) => {
  expect(impurities(path, readFileSync(join(root, path), 'utf8'))).toEqual([]);
});

test.each([
  'const at = Date.now();',
  'const at = new Date();',
  'const at = Date();',
  'const chance = Math.random();',
  'const id = crypto.randomUUID();',
  'const home = process.env.HOME;',
  'setTimeout(() => {}, 1);',
  'setInterval(() => {}, 1);',
  'queueMicrotask(() => {});',
  'const at = performance.now();',
  "console.log('here');",
  "const page = fetch('x');",
  'const at = globalThis.Date.now();',
  'const world = { process };',
  'const run = setTimeout;',
  'const other = (process: string) => process;\nconst home = () => process.env;',
  'const later = names.sort((a, b) => a.localeCompare(b));',
])('%s is found', (line) => {
  expect(impurities('mutant.ts', `export const one = 1;\n${line}\n`)).toHaveLength(1);
});

test.each([
  'const at = new Date(0);',
  'const kind = { process: 1, console: 2 };',
  'const id = element.process;',
  'interface Call { readonly process: string }',
  'function enter(process: string) {}',
  'const most = Math.max(1, 2);',
  'const latest = (process: string) => [process];',
  'for (const process of []) { run(process); }',
  'const { process } = call;\nrun(process);',
])('%s is pure', (line) => {
  expect(impurities('pure.ts', line)).toEqual([]);
});
