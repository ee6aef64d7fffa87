import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folders, root } from './sources.ts';

/** One broken rule of .dependency-cruiser.cjs. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Cruised {
  /** Paths of the modules of ours that were read. */
  readonly modules: readonly string[];
  readonly violations: readonly Violation[];
}

/** Runs dependency-cruiser over a checkout. */
export function cruise(checkout = root): Cruised {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const present = folders.filter((folder) => existsSync(join(checkout, folder)));
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present];
  const json = execFileSync(process.execPath, [program, ...options], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const { modules, summary } = JSON.parse(json) as {
    modules: { source: string; coreModule?: boolean; couldNotResolve?: boolean }[];
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  const ours = (source: string) => folders.some((folder) => source.startsWith(`${folder}/`));
  return {
    modules: modules
      .map(({ source }) => source)
      .filter((source) => ours(source) && /\.(ts|tsx|cjs)$/.test(source))
      .sort(),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
