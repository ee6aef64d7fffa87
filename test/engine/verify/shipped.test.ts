import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { verify } from '../../../engine/verify/index.ts';
import { flow, line, node, task } from '../compile/rules/draw.ts';
import { drawn } from './support.ts';

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

/** A block of parallel rows of tasks; the middle row holds the next block. */
function nest(depth: number): readonly [content: string, first: string, last: string] {
  const [f, j] = [`f${depth}`, `j${depth}`];
  const row = (letter: string, length: number) => Array.from({ length }, (_, at) => `${letter}${depth}_${at}`);
  const [a, b] = [row('a', 6), row('b', 5)];
  const [inner, first, last] =
    depth > 1
      ? nest(depth - 1)
      : [
          row('c', 5)
            .map((id) => task(id))
            .join('') + line(...row('c', 5)),
          'c1_0',
          'c1_4',
        ];
  const content = `${node('parallelGateway', f)}${node('parallelGateway', j)}${[...a, ...b].map((id) => task(id)).join('')}`;
  const flows = line(f, ...a, j) + line(f, ...b, j) + flow(f, first) + flow(last, j);
  return [content + inner + flows, f, j];
}

it('60 nodes with three parallel blocks inside each other are explored to the end', async () => {
  const [content, first, last] = nest(3);
  const filler = Array.from({ length: 16 }, (_, at) => `t${at}`);
  const inside = node('startEvent', 's') + content + filler.map((id) => task(id)).join('') + node('endEvent', 'e');
  const procedure = await drawn(inside + flow('s', first) + line(last, ...filler, 'e'));
  expect(Object.keys(procedure.nodes)).toHaveLength(62);
  expect(verify(procedure)).toMatchObject({ verdict: 'sound', findings: [] });
});
