import type { Pool, PoolClient } from 'pg';
import type { Engine } from '../../engine/model/door.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { type Started, throughEngine, town } from './workload.ts';

interface TaskRow {
  readonly task_no: number;
  readonly element_id: string;
  readonly name: string;
  readonly candidate_groups: readonly string[];
}

/** What one completion wrote, to be written again for other instances by hand. */
export interface Recorded {
  readonly rev: number;
  readonly status: string;
  readonly state: string;
  readonly actor: string;
  readonly command: string;
  readonly events: string;
  readonly answers: string;
  readonly ended: number;
  readonly opened: readonly TaskRow[];
}

/** Lets the engine run one instance and records the rows of each completion. */
export async function record(engine: Engine<Trx>, pool: Pool, started: Started): Promise<readonly Recorded[]> {
  await throughEngine(engine)(started, (action) => action());
  const { rows } = await pool.query(
    'select rev, actor, command, events, answers from history where town_id = $1 and instance_id = $2 and rev > 1 order by rev',
    [town, started.instance],
  );
  const tasks = await pool.query<TaskRow>(
    'select task_no, element_id, name, candidate_groups from task where town_id = $1 and instance_id = $2',
    [town, started.instance],
  );
  return Promise.all(
    rows.map(async (row) => {
      const state = await engine.replay({ town, instance: started.instance }, row.rev);
      const before = await engine.replay({ town, instance: started.instance }, row.rev - 1);
      const entered = new Set<number>(
        row.events.flatMap((event: { type: string; activation: number }) =>
          event.type === 'entered' ? [event.activation] : [],
        ),
      );
      return {
        rev: row.rev,
        status: state.status,
        state: JSON.stringify(state),
        actor: JSON.stringify(row.actor),
        command: JSON.stringify(row.command),
        events: JSON.stringify(row.events),
        answers: JSON.stringify(row.answers),
        ended: row.command.task,
        opened: tasks.rows.filter((task) => entered.has(task.task_no) && before !== state),
      };
    }),
  );
}

const statements = {
  task: `update task set status = 'completed', ended_at = $4, ended_by = $5 where town_id = $1 and instance_id = $2 and task_no = $3 and status = 'open'`,
  instance: `update instance set state = $3, rev = $4, status = $5, ended_at = $6 where town_id = $1 and instance_id = $2 and rev = $4 - 1`,
  open: `insert into task (town_id, instance_id, task_no, procedure_key, element_id, name, status, candidate_groups, candidate_users, excluded_users, priority, created_at)
         values ($1, $2, $3, 'mediation@1', $4, $5, 'open', $6, '{}', '{}', 50, $7)`,
  history: `insert into history (town_id, instance_id, rev, at, actor, command, events, answers, format) values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`,
};

/** The floor: the same rows by hand-written, named SQL, one transaction a completion, no engine. */
export const byHand =
  (pool: Pool, recorded: readonly Recorded[]) =>
  async ({ instance }: Started, timed: <T>(action: () => Promise<T>) => Promise<T>): Promise<void> => {
    for (const one of recorded) await timed(() => completeByHand(pool, instance, one));
  };

async function completeByHand(pool: Pool, instance: string, one: Recorded): Promise<void> {
  const client = await pool.connect();
  const run = (name: keyof typeof statements, ...values: unknown[]) =>
    touchOne(client, name, [town, instance, ...values]);
  const now = new Date();
  try {
    await client.query('begin');
    await run('task', one.ended, now, 'u-bench');
    await run('instance', one.state, one.rev, one.status, one.status === 'active' ? null : now);
    for (const task of one.opened)
      await run('open', task.task_no, task.element_id, task.name, task.candidate_groups, now);
    await run('history', one.rev, now, one.actor, one.command, one.events, one.answers);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function touchOne(client: PoolClient, name: keyof typeof statements, values: unknown[]): Promise<void> {
  const { rowCount } = await client.query({ name: `hand.${name}`, text: statements[name], values });
  if (rowCount !== 1) throw new Error(`Expected “${name}” to touch one row but it touched ${rowCount}`);
}
