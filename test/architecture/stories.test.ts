import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sources } from './sources.ts';

/** Reads that answer what stands on a page at this moment; on a slow machine that is the page before. */
const momentary =
  /expect\(\(?await [^;]*?(?:allInnerTexts|allTextContents|innerText|textContent|inputValue|texts|timeline|stages)\(/;

test('what a story expects of a page it waits for', () => {
  const found = sources('test/browser/*.ts').filter((path) =>
    readFileSync(join(root, path), 'utf8')
      .split(';\n')
      .some((statement) => momentary.test(statement)),
  );
  expect(found).toEqual([]);
});
