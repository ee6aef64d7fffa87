import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { batchPoints, scenarios, workerPoints } from './scenarios.ts';
import { inLanes, onStage } from './stage.ts';

/** Every crash point × every scenario that passes it: the process ends there, another takes over, the invariants hold. */
const minute = 60_000;
const root = join(import.meta.dirname, '../..');
const names = Object.keys(scenarios);
const points = [...batchPoints, ...Object.keys(workerPoints)];
const passes = (name: string) => [...batchPoints, ...scenarios[name]!.meets];

test('the table names every point of the sources of store and workers', () => {
  const found = globSync('engine/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g)].map(([, point]) => point!),
  );
  expect([...new Set(found)].sort()).toEqual([...points].sort());
});

test('every point is passed, and every scenario passes the points that the table says', {
  timeout: 10 * minute,
}, async () => {
  const played = await inLanes(names, (name) =>
    onStage(async (stage) => {
      const program = stage.start(name, 'nowhere');
      const ended = await program.ended;
      const passed =
        ended === 0 ? (JSON.parse(program.lines.at(-1)!) as [string, number][]).map(([point]) => point) : [];
      return { name, ended, passed: passed.sort(), violations: ended === 0 ? await stage.check() : program.lines };
    }),
  );
  expect(played).toEqual(names.map((name) => ({ name, ended: 0, passed: passes(name).sort(), violations: [] })));
  expect([...new Set(names.flatMap(passes))].sort()).toEqual([...points].sort());
});

test('killed at each of them', { timeout: 20 * minute }, async () => {
  const pairs = names.flatMap((name) => passes(name).map((point) => ({ name, point })));
  const ended = await inLanes(pairs, ({ name, point }) =>
    onStage(async (stage) => ({
      name,
      point,
      ended: await stage.start(name, point).ended,
      violations: await stage.check(),
      ...(await leftBehind(stage.db.pool)),
    })),
  );
  const nothing = { incidents: 0, unfinished: 0, undone: 0, suspensions: 0, signals: 0 };
  expect(ended).toEqual(pairs.map((pair) => ({ ...pair, ended: 'SIGKILL', violations: [], ...nothing })));
  console.log(table(new Set(ended.map(({ name, point }) => `${point} ${name}`))));
});

/**
 * What one death may not leave, though a campaign of many may: an incident, work that stopped at its budget, an item of
 * an order not done. And by how many instances were suspended, or begun by a signal, more often than they should be.
 */
async function leftBehind(pool: Pool) {
  const { rows } = await pool.query<Readonly<Record<string, number>>>(
    `select (select count(*)::int from incident) as incidents,
       (select count(*)::int from instance where procedure_key = 'counting@1' and status <> 'completed') as unfinished,
       (select count(*)::int from bulk_item where status <> 'done') as undone,
       (select count(*)::int from history where command ->> 'type' = 'suspend') - (select count(*)::int from bulk_item) as suspensions,
       (select count(*)::int from history where rev = 1 and command ->> 'event' = 'storm')
         - (select count(*)::int from instance where procedure_key = 'storms@1') as signals`,
  );
  return rows[0]!;
}

/** Rows: points; columns: scenarios. `✓` was killed there, `·` cannot occur. */
function table(done: ReadonlySet<string>): string {
  const width = Math.max(...points.map((point) => point.length));
  const row = (point: string) =>
    `${point.padEnd(width)} ${names.map((name) => (done.has(`${point} ${name}`) ? '✓' : '·').padStart(3)).join('')}`;
  const why = Object.entries(workerPoints).map(([point, needs]) => `${point} only where ${needs}`);
  return [
    `${' '.repeat(width)} ${names.map((_, index) => String(index + 1).padStart(3)).join('')}`,
    ...points.map(row),
    ...names.map((name, index) => `${index + 1} ${name}`),
    ...why,
  ].join('\n');
}
