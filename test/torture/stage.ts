import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/programs.ts';
import { takeOverAndCheck } from './check.ts';
import { prepareScenarios } from './scenarios.ts';

/** Where the clock of every scenario begins (`engineOn`). */
const begin = new Date('2026-11-23T09:00:00+08:00');

/** A database and an acknowledgement log for one run of one scenario. */
export interface Stage {
  readonly db: TestDatabase;
  /** Plays it in a process of its own, armed with a crash point. */
  start(scenario: string, point: string, env?: NodeJS.ProcessEnv): Program;
  /** A server whose clock stands two hours later takes over; what is wrong then. */
  check(): Promise<readonly string[]>;
}

/** Sets a stage up, uses it, and takes it down. */
export async function onStage<T>(use: (stage: Stage) => Promise<T>): Promise<T> {
  const db = await testDatabase(prepareScenarios);
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-stage-'));
  const file = join(folder, 'acks');
  try {
    return await use({
      db,
      start: (scenario, point, env = {}) =>
        startProgram(join(import.meta.dirname, 'scenario-program.ts'), [db.url, file, scenario], {
          ONEDOOR_CRASH: point,
          ...env,
        }),
      check: () => takeOverAndCheck(db.url, db.pool, begin, [file]),
    });
  } finally {
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does all of them, a few at the same time, in their order as far as that goes. */
export async function inLanes<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  lanes = 3,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < items.length) {
        const at = next++;
        results[at] = await work(items[at]!);
      }
    }),
  );
  return results;
}
