import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sources } from './sources.ts';

const lines = sources().map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }));
const sorted = lines.map((file) => file.lines).sort((one, other) => one - other);

test('no file is longer than 500 lines', () => {
  expect(lines.filter((file) => file.lines > 500)).toEqual([]);
});

test('half of the files are shorter than 100 lines', () => {
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
});

test('few files are longer than 300 lines', () => {
  const long = lines.filter((file) => file.lines > 300);
  expect(long.length / lines.length, long.map((file) => file.path).join(' ')).toBeLessThan(0.05);
});
