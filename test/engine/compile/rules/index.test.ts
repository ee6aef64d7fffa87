import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../../../../engine/compile/rules/index.ts';

const HELPERS = ['drawn', 'index', 'kinds', 'rule', 'variable-name'];
const names = (folder: string, ending: string) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

test('every rule is one file of its name, is listed once, and has a test', () => {
  const files = names('../../../../engine/compile/rules', '.ts').filter((name) => !HELPERS.includes(name));
  const tests = names('.', '.test.ts').filter((name) => name !== 'index');
  expect(rules.map(({ name }) => name).sort()).toEqual(files.sort());
  expect(tests.sort()).toEqual(files.sort());
});
