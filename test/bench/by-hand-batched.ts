import type { Pool, PoolClient } from 'pg';
import type { Recorded } from './by-hand.ts';
import { type Started, town } from './workload.ts';

/** Completions in a transaction at most, and transactions at the same time. */
const SIZE = 200;
const WRITERS = 2;

interface Waiting {
  readonly instance: string;
  readonly one: Recorded;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const statements = {
  task: `update task t set status = 'completed', ended_at = $4, ended_by = $5
         from unnest($2::uuid[], $3::integer[]) as u(instance_id, task_no)
         where t.town_id = $1 and t.instance_id = u.instance_id and t.task_no = u.task_no and t.status = 'open'`,
  instance: `update instance t set state = u.state, rev = u.rev, status = u.status, ended_at = case when u.status <> 'active' then $6::timestamptz end
         from unnest($2::uuid[], $3::jsonb[], $4::integer[], $5::text[]) as u(instance_id, state, rev, status)
         where t.town_id = $1 and t.instance_id = u.instance_id and t.rev = u.rev - 1`,
  open: `insert into task (town_id, instance_id, task_no, procedure_key, element_id, name, status, candidate_groups, candidate_users, excluded_users, priority, created_at)
         select $1, u.instance_id, u.task_no, 'mediation@1', u.element_id, u.name, 'open', u.groups::text[], '{}', '{}', 50, $7
         from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[]) as u(instance_id, task_no, element_id, name, groups)`,
  history: `insert into history (town_id, instance_id, rev, at, actor, command, events, answers, format)
         select $1, u.instance_id, u.rev, $8, u.actor, u.command, u.events, u.answers, 1
         from unnest($2::uuid[], $3::integer[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) as u(instance_id, rev, actor, command, events, answers)`,
};

/** The floor of group commit: the same rows by hand-written, named SQL in batches of 200 by two writers, no engine. */
export function byHandInBatches(pool: Pool, recorded: readonly Recorded[]) {
  const queue: Waiting[] = [];
  let writing = 0;
  let scheduled = false;
  /** Whenever a writer is free, and once the callers answered last have had their turn. */
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (writing < WRITERS && queue.length > 0) void run(queue.splice(0, SIZE));
    });
  };
  const run = async (batch: readonly Waiting[]) => {
    writing++;
    try {
      await write(pool, batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      writing--;
      schedule();
    }
  };
  return async ({ instance }: Started, timed: <T>(action: () => Promise<T>) => Promise<T>): Promise<void> => {
    for (const one of recorded)
      await timed(
        () =>
          new Promise<void>((resolve, reject) => {
            queue.push({ instance, one, resolve, reject });
            schedule();
          }),
      );
  };
}

async function write(pool: Pool, batch: readonly Waiting[]): Promise<void> {
  const client = await pool.connect();
  const now = new Date();
  const ids = batch.map(({ instance }) => instance);
  const all = batch.map(({ one }) => one);
  const opened = batch.flatMap(({ instance, one }) => one.opened.map((task) => ({ instance, ...task })));
  const of = <K extends keyof Recorded>(key: K) => all.map((one) => one[key]);
  try {
    await client.query('begin');
    await touch(client, 'task', batch.length, [ids, of('ended'), now, 'u-bench']);
    await touch(client, 'instance', batch.length, [ids, of('state'), of('rev'), of('status'), now]);
    if (opened.length > 0)
      await touch(client, 'open', opened.length, [
        opened.map((task) => task.instance),
        opened.map((task) => task.task_no),
        opened.map((task) => task.element_id),
        opened.map((task) => task.name),
        opened.map((task) => `{${task.candidate_groups.join(',')}}`),
        now,
      ]);
    await touch(client, 'history', batch.length, [
      ...[ids, of('rev'), of('actor'), of('command'), of('events'), of('answers'), now],
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function touch(client: PoolClient, name: keyof typeof statements, rows: number, values: unknown[]) {
  const { rowCount } = await client.query({ name: `batch.${name}`, text: statements[name], values: [town, ...values] });
  if (rowCount !== rows) throw new Error(`Expected “${name}” to touch ${rows} rows but it touched ${rowCount}`);
}
