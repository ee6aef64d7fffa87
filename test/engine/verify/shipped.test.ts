import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { verify } from '../../../engine/verify/index.ts';
import { nested } from '../../support/generator/nested.ts';

const folder = new URL('../../../processes/', import.meta.url);
const shipped = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

async function proceduresOf(name: string): Promise<readonly Procedure[]> {
  const files = readdirSync(new URL(`${name}/`, folder))
    .filter((path) => /\.(bpmn|dmn)$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(`${name}/${path}`, folder), 'utf8') }));
  const result = await compile(files, { published: true });
  if (result.ok) return result.procedures;
  throw new Error(result.problems.map(({ message }) => message).join('\n'));
}

describe('the shipped procedures', () => {
  it.each(shipped)('%s is sound', async (name) => {
    for (const procedure of await proceduresOf(name)) {
      expect(verify(procedure)).toMatchObject({ verdict: 'sound', findings: [] });
    }
  });
});

it('60 nodes with three parallel blocks inside each other are explored to the end', async () => {
  const result = await compile([{ path: 'procedure.bpmn', text: nested() }], { published: true });
  const [procedure] = result.ok ? result.procedures : [];
  expect(Object.keys(procedure!.nodes)).toHaveLength(62);
  expect(verify(procedure!)).toMatchObject({ verdict: 'sound', findings: [] });
});
