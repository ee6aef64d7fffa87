import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compile } from '../../../engine/compile/index.ts';
import type { SourceFile } from '../../../engine/model/problem.ts';
import type { Procedure } from '../../../engine/model/procedure.ts';
import { procedures } from '../../../processes/manifest.ts';

const root = join(import.meta.dirname, '../../../processes');

/** Every file of a procedure's folder, paths relative to it, sorted. */
export function filesOf(id: string): SourceFile[] {
  const folder = join(root, id);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files of a folder that match, such as `/^scenarios\//`, with their content read as JSON. */
export function jsonOf<T>(id: string, pattern: RegExp): { readonly path: string; readonly value: T }[] {
  return filesOf(id)
    .filter(({ path }) => pattern.test(path))
    .map(({ path, text }) => ({ path, value: JSON.parse(text) as T }));
}

/** Where a file of a procedure's folder is on the disk. */
export const pathOf = (id: string, path: string) => join(root, id, path);

/** All shipped procedures, compiled as they are deployed. Throws with the problems when one is refused. */
export async function compileShipped(): Promise<Procedure[]> {
  const compiled: Procedure[] = [];
  for (const { id } of procedures) {
    const result = await compile(filesOf(id));
    if (!result.ok) throw new Error(`Expected ${id} to compile but: ${JSON.stringify(result.problems, null, 2)}`);
    compiled.push(...result.procedures);
  }
  return compiled;
}
