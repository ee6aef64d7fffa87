import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cruise, type Violation } from './cruise.ts';
import { mutations } from './mutations.ts';
import { folders, root } from './sources.ts';

const copy = mkdtempSync(join(tmpdir(), 'onedoor-mutants-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
};

/** All violations in one copy: reading the sources costs far more than judging them. */
function cruiseMutants(): readonly Violation[] {
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const folder of folders) mkdirSync(join(copy, folder));
  for (const { file, text, also } of mutations) {
    for (const [name, content] of Object.entries({ ...also, [file]: text })) {
      mkdirSync(dirname(join(copy, name)), { recursive: true });
      writeFileSync(join(copy, name), content);
    }
  }
  return cruise(copy).violations;
}

const violations = cruiseMutants();

test.each(mutations)('$rule finds $file', ({ rule, file }) => {
  expect(violations).toContainEqual(expect.objectContaining({ rule, from: file }));
});

test('every rule has its mutation', () => {
  expect(mutations.map(({ rule }) => rule).sort()).toEqual(forbidden.map(({ name }) => name).sort());
});
