import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../engine/index.ts';
import { engineOn } from '../support/engine.ts';
import { type Acknowledged, violations } from '../support/invariants.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { actions, deployAll } from './scenario.ts';

/** A process is killed (-9) at a named point; another engine takes over; the invariants hold. */
const points = [
  // First, for each heir's clock goes beyond what the next process sees as due.
  'start:claimed:1',
  'batch:before-write:3',
  'batch:after-write:5',
  'batch:before-commit:4',
  'batch:after-commit:2',
  'batch:after-commit:6',
  'timer:claimed:1',
  'job:claimed:1',
  'message:found:1',
  'delivery:claimed:1',
  'delivery:done:1',
  'bulk:claimed:1',
  'bulk:done:2',
];

const folder = mkdtempSync(join(tmpdir(), 'onedoor-crash-'));
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase((pool) => migrate(pool));
  await db.pool.query('create table sent (town_id int, key text, primary key (town_id, key))');
  const on = engineOn(db.url, { actions });
  await deployAll(on);
  await on.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.drop();
});

/** Runs the scenario in a process of its own that crashes at the point; answers how it ended. */
function crashAt(point: string, acknowledgements: string): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'scenario.ts'), db.url, acknowledgements], {
    env: { ...process.env, ONEDOOR_CRASH: point },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`)));
}

test.each(points)('killed at %s', async (point) => {
  const file = join(folder, point.replaceAll(':', '-'));
  expect(await crashAt(point, file)).toBe('SIGKILL');
  const acknowledged = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Acknowledged)
    : [];

  const heir = engineOn(db.url, { actions });
  heir.clock.advance('PT2H');
  await heir.engine.drain();
  expect(await violations(heir.engine, db.pool, acknowledged)).toEqual([]);
  // Everything that was due is done: jobs with exactly one effect each, timers fired, stopped work finished.
  const { rows } = await db.pool.query(
    `select (select count(*) from job) as jobs, (select count(*) from delivery) as deliveries, (select count(*) from timer where due_at <= $1) as timers,
       (select count(*) from incident) as incidents, (select count(*) from sent) = (select count(*) from history where command ->> 'type' = 'job.complete') as once,
       (select count(*) from instance where procedure_key = 'counting@1' and status <> 'completed') as counting`,
    [heir.clock.now()],
  );
  expect(rows).toEqual([{ jobs: '0', deliveries: '0', timers: '0', incidents: '0', once: true, counting: '0' }]);
  // One for each round of the clock that is over; one for each signal and message, however often it was delivered.
  const { rows: begun } = await db.pool.query(
    `select (select count(*) from start_trigger where due_at <= $1) as late,
       (select count(distinct business_key) = count(*) from instance where procedure_key = 'received@1') as once,
       (select count(*) from instance i join history h using (town_id, instance_id) where h.rev = 1 and h.command ->> 'event' = 'storm')
         = (select count(*) from instance where procedure_key = 'storms@1') as storms`,
    [heir.clock.now()],
  );
  expect(begun).toEqual([{ late: '0', once: true, storms: true }]);
  // Every order ends, and what it says of an instance is what became of it.
  const { rows: ordered } = await db.pool.query(
    `select (select count(*) from bulk_operation where status = 'running') as running,
       (select count(*) from bulk_item where status <> 'done') as undone,
       (select count(*) from instance where suspended) as suspended,
       (select count(*) from bulk_item b join bulk_operation o using (town_id, bulk_id) where o.kind = 'suspend')
         = (select count(*) from history where command ->> 'type' = 'suspend') as once`,
  );
  expect(ordered).toEqual([{ running: '0', undone: '0', suspended: '0', once: true }]);
  await heir.close();
});
