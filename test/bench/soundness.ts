import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../engine/compile/index.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import { verify } from '../../engine/verify/index.ts';
import { nested } from '../support/generator/nested.ts';
import { round, used } from './cpu.ts';

const FOLDER = new URL('../../processes/', import.meta.url);
/** Milliseconds of CPU that were promised for a procedure that ships, and for one of 60 nodes. */
const BOUNDS = { shipped: 200, nested: 2_000 } as const;

/** Soundness of every procedure that ships and of one with three parallel blocks inside each other, first run and warm. */
export async function soundnessFigures(): Promise<readonly object[]> {
  const shipped = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const procedures: Procedure[] = [];
  for (const { name } of shipped) procedures.push(...(await read(name)));
  const [large] = await compiled([{ path: 'nested.bpmn', text: nested() }]);
  return [
    ...procedures.map((procedure) => figure(procedure, BOUNDS.shipped)),
    { ...figure(large!, BOUNDS.nested), procedure: 'three parallel blocks inside each other' },
  ];
}

function figure(procedure: Procedure, bound: number): object {
  const [first, { verdict, states }] = timed(() => verify(procedure));
  const warm = Math.min(...[1, 2, 3].map(() => timed(() => verify(procedure))[0]));
  return {
    figure: 'CPU of soundness',
    procedure: procedure.id,
    nodes: Object.keys(procedure.nodes).length,
    states,
    verdict,
    milliseconds: round(first),
    warm: round(warm),
    bound,
    ratio: round(first / bound),
  };
}

function timed<T>(run: () => T): readonly [milliseconds: number, result: T] {
  const before = used();
  const result = run();
  return [used() - before, result];
}

async function read(name: string): Promise<readonly Procedure[]> {
  const files = readdirSync(new URL(`${name}/`, FOLDER))
    .filter((path) => /\.(bpmn|dmn)$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(`${name}/${path}`, FOLDER), 'utf8') }));
  return files.length === 0 ? [] : compiled(files);
}

async function compiled(files: readonly { path: string; text: string }[]): Promise<readonly Procedure[]> {
  const result = await compile(files, { published: true });
  if (result.ok) return result.procedures;
  throw new Error(result.problems.map(({ message }) => message).join('\n'));
}
