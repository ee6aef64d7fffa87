import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How many checks of a step passed and failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** One program of node_modules/.bin; `count` is told whether it ended well. */
export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly count: (ended: boolean) => Outcome;
}

const reports = join(import.meta.dirname, '../.cache/test');
mkdirSync(reports, { recursive: true });

/** In the order in which a mistake is found soonest. */
export const steps: readonly Step[] = [
  check('types', 'tsc', '--noEmit'),
  check('lint', 'biome', 'check', '--error-on-warnings', '.'),
  check('unused', 'knip'),
  tests('unit'),
  tests('db'),
  check('build', 'node', 'scripts/bootstrap.cjs', 'start'),
  tests('browser'),
];

function check(name: string, ...command: string[]): Step {
  return { name, command, count: (ended) => (ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) };
}

/** A project of vitest.config.ts. A test that was skipped, or a run that ended without its report, is a failure. */
function tests(name: string): Step {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const command = [
    'vitest',
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return { name, command, count: (ended) => countTests(report, ended) };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly numFailedTestSuites: number;
}

function countTests(report: string, ended: boolean): Outcome {
  try {
    const { numPassedTests: passed, numTotalTests: total } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    // A file that could not be loaded, or a leak found at the end, fails the run without failing a test.
    return { passed, failed: Math.max(total - passed, ended && total > 0 ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
