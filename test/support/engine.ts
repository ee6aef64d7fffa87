import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { createEngine, openDatabase, openPool } from '../../engine/index.ts';
import type { Actor, EngineOptions } from '../../engine/model/door.ts';
import type { SourceFile } from '../../engine/model/problem.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { testClock } from '../../server/platform/clock.ts';
import { plainFacts } from './facts.ts';

/** Town of the tests (江门 开平 …). */
export const town = 440783104;
export const desk: Actor = { kind: 'user', id: 'u-desk' };
export const by = { actor: desk };

const fixtures = join(import.meta.dirname, '../engine/store/fixtures');
/** The files of a procedure of the store's tests. */
export const fixture = (name: string): readonly SourceFile[] => [
  { path: 'procedure.bpmn', text: readFileSync(join(fixtures, `${name}.bpmn`), 'utf8') },
];

/** An engine over a database with a clock that stands still. It owns neither: end the pool with `close`. */
export function engineOn(url: string, options: Partial<EngineOptions<Trx>> = {}, pool: Pool = openPool(url)) {
  const clock = testClock('2026-11-23T09:00:00+08:00');
  const database = openDatabase(pool);
  const engine = createEngine<Trx>({ database, clock, facts: async () => plainFacts, ...options });
  return {
    engine,
    clock,
    database,
    pool,
    deploy: (...names: string[]) =>
      Promise.all(names.map((name) => engine.deploy(town, fixture(name), { by: desk, note: '' }))),
    close: async () => {
      await engine.stop();
      await pool.end();
    },
  };
}

/** The open task at an element, from the rows. */
export async function openTask(pool: Pool, instance: string, element: string): Promise<number> {
  const { rows } = await pool.query<{ task_no: number }>(
    "select task_no from task where town_id = $1 and instance_id = $2 and element_id = $3 and status = 'open' order by task_no",
    [town, instance, element],
  );
  const [first] = rows;
  if (!first) throw new Error(`Expected an open task at “${element}” of ${instance} but found none`);
  return first.task_no;
}
