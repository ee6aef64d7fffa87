import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import type { Program } from '../support/programs.ts';
import { scenarios, workerPoints } from './scenarios.ts';
import { inLanes, onStage, type Stage } from './stage.ts';

/** A server that sleeps (SIGSTOP) beyond its lease with work in its hands, and wakes when another has done it. */
const pairs = Object.entries(scenarios).flatMap(([name, { meets }]) => meets.map((point) => ({ name, point })));

test.skipIf(process.platform !== 'linux')(
  'a zombie at any point of the workers writes nothing',
  { timeout: 900_000 },
  async () => {
    expect([...new Set(pairs.map(({ point }) => point))].sort()).toEqual(Object.keys(workerPoints).sort());
    const woken = await inLanes(pairs, ({ name, point }) =>
      onStage(async (stage) => {
        const zombie = stage.start(name, point, { ONEDOOR_CRASH_SIGNAL: 'SIGSTOP' });
        return { name, point, ...(await sleepAndWake(stage, zombie)) };
      }),
    );
    expect(woken).toEqual(pairs.map((pair) => ({ ...pair, ended: 0, violations: [], same: true })));
  },
);

test.skipIf(process.platform !== 'linux')(
  'control: without its fence a zombie begins another instance',
  { timeout: 240_000 },
  async () => {
    const { same } = await onStage((stage) =>
      sleepAndWake(
        stage,
        stage.start('a procedure that begins by the clock', 'start:claimed', {
          ONEDOOR_CRASH_SIGNAL: 'SIGSTOP',
          NODE_OPTIONS: `--import=${join(import.meta.dirname, 'without-guards.ts')}`,
        }),
      ),
    );
    expect(same).toBe(false);
  },
);

/** Another takes over while it sleeps; then it wakes. */
async function sleepAndWake(stage: Stage, zombie: Program) {
  await asleep(zombie.child.pid!, zombie.ended);
  const violations = await stage.check();
  const before = await everything(stage.db.pool);
  zombie.child.kill('SIGCONT');
  const ended = await zombie.ended;
  return {
    ended: ended === 0 ? ended : zombie.lines,
    violations: [...violations, ...(await stage.check())],
    same: (await everything(stage.db.pool)) === before,
  };
}

/** Resolves when the kernel says that the process is stopped. */
async function asleep(pid: number, ended: Promise<unknown>): Promise<void> {
  let over: unknown;
  void ended.then((end) => {
    over = end;
  });
  for (const until = performance.now() + 120_000; ; ) {
    if (over !== undefined) throw new Error(`Expected the process to sleep at its point but it ended with ${over}`);
    if (/^State:\tT/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return;
    if (performance.now() > until) throw new Error('Expected the process to come to its point but it did not');
    await pause(10);
  }
}

/** All rows of the engine's tables, and the effects, as one text. */
async function everything(pool: Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'history\\_%' order by 1",
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ rows: string }>(
        `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as rows from ${name} t`,
      );
      return `${name}\n${rows[0]!.rows}`;
    }),
  );
  return texts.join('\n');
}
