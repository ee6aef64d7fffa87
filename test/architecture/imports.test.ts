import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cruise } from './cruise.ts';
import { root, sources } from './sources.ts';

const cruised = cruise();

test('every import keeps the rules of the house', () => {
  expect(cruised.violations).toEqual([]);
});

// A tool that reads no file finds no violation: it once passed with “0 modules cruised”.
test('every source file was read', () => {
  const read = new Set(cruised.modules);
  expect(sources().filter((file) => !read.has(file))).toEqual([]);
  expect(cruised.modules.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(cruised.modules.length).toBe(sources().length);
});
