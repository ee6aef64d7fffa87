import { globSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the checkout. */
export const root = join(import.meta.dirname, '../..');

/** Every folder that holds code. */
export const folders = ['engine', 'processes', 'server', 'designer', 'inbox', 'ui', 'test', 'scripts'] as const;

/** Paths of all source files, relative to the checkout, sorted. */
export function sources(pattern = `{${folders.join(',')}}/**/*.{ts,tsx,cjs}`): string[] {
  return globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
