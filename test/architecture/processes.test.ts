import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

const data = /\.(bpmn|dmn|json|hbs|md|css)$|\/manifest\.ts$/;

test('a procedure is a folder of data: diagrams, decisions, forms, templates, scenarios', () => {
  const entries = globSync('processes/**/*', { cwd: root, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  expect(files.filter((file) => !data.test(file))).toEqual([]);
  expect(files.some((file) => file.endsWith('.bpmn'))).toBe(true);
});
