import type { Pool } from 'pg';
import { canonical } from '../../engine/core/json.ts';
import { waits } from '../../engine/core/step.ts';
import type { Engine } from '../../engine/model/door.ts';
import type { InstanceState } from '../../engine/model/instance.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import type { Wait } from '../../engine/model/wait.ts';
import type { Trx } from '../../engine/store/statement.ts';
import { plainFacts } from './facts.ts';

/** A call that was answered with success, as its caller wrote it down outside the database. */
export interface Acknowledged {
  readonly instance: string;
  readonly rev: number;
}

interface Row {
  readonly town_id: number;
  readonly instance_id: string;
  readonly procedure_key: string;
  readonly status: string;
  readonly suspended: boolean;
  readonly rev: number;
  readonly state: InstanceState;
}

const byEvents = `
  select format('%s %s ended %s times', instance_id, what, count(*)) as violation from (
    select h.instance_id, e ->> 'element' || ' ' || (e ->> 'activation') as what from history h, jsonb_array_elements(h.events) e
      where e ->> 'type' = 'left' and e ->> 'how' = 'completed'
    union all select h.instance_id, (e ->> 'type') || ' ' || (e ->> 'task') from history h, jsonb_array_elements(h.events) e
      where e ->> 'type' = 'task.completed'
    union all select h.instance_id, (e ->> 'type') || ' ' || (e ->> 'job') from history h, jsonb_array_elements(h.events) e
      where e ->> 'type' = 'job.completed') ended
  group by instance_id, what having count(*) > 1`;

const queries: Readonly<Record<string, string>> = {
  'I1, I8 ended once': byEvents,
  'I3 revisions without gaps': `
    select format('%s has rev %s but history %s..%s of %s', i.instance_id, i.rev, min(h.rev), max(h.rev), count(h.rev)) as violation
    from instance i left join history h using (town_id, instance_id) group by i.instance_id, i.rev
    having coalesce(min(h.rev), 0) <> 1 or max(h.rev) <> i.rev or count(h.rev) <> i.rev`,
  'I3 history of an instance': `
    select format('%s in history only', h.instance_id) as violation from history h
    where not exists (select from instance i where i.town_id = h.town_id and i.instance_id = h.instance_id)`,
  'I4 outbox rows come from a history row': `
    select format('%s without history', d.key) as violation from delivery d
    where not exists (select from history h where h.town_id = d.town_id and h.instance_id = d.instance_id)`,
  'I8 who ended the task': `
    select format('%s task %s is %s by %s', t.instance_id, t.task_no, t.status, t.ended_by) as violation from task t
    left join (select h.town_id, h.instance_id, (e ->> 'task')::int as task_no, e ->> 'user' as by from history h, jsonb_array_elements(h.events) e
      where e ->> 'type' = 'task.completed') c using (town_id, instance_id, task_no)
    where (t.status = 'completed') <> (c.by is not null) or t.ended_by is distinct from c.by`,
  'I6 suspended': `
    select format('%s is suspended and has %s %s', i.instance_id, w.what, w.no) as violation from instance i
    join (select town_id, instance_id, 'job' as what, job_no as no from job
      union all select town_id, instance_id, 'timer', timer_no from timer) w using (town_id, instance_id) where i.suspended`,
  'I9 items of a bulk': `
    select format('bulk %s of %s has %s items, is %s and %s wait', o.bulk_id, o.total, count(b.instance_id), o.status,
      count(*) filter (where b.status = 'waiting')) as violation
    from bulk_operation o left join bulk_item b using (town_id, bulk_id) group by o.town_id, o.bulk_id
    having count(b.instance_id) <> o.total or (o.status = 'done' and bool_or(b.status in ('waiting', 'left')))
      or (o.status = 'running') <> (o.ended_at is null)`,
  'I9 items that are done were done': `
    select format('bulk %s at %s is done without a command', b.bulk_id, b.instance_id) as violation
    from bulk_item b join bulk_operation o using (town_id, bulk_id)
    where b.status = 'done' and o.kind <> 'retry' and not exists (
      select from idempotency k where k.town_id = b.town_id and k.key = format('bulk:%s:%s', b.bulk_id, b.instance_id))`,
};

/**
 * The invariants I1 to I8 of an engine's database, and that bulk orders count what they did (I9), as a list of violations (empty: all hold). Beyond counting, every
 * instance is replayed from its history (I2: a legal path of its own version) and its rows are compared with what its
 * state waits for (I6: nothing stuck, nothing left over).
 */
export async function violations(
  engine: Engine<Trx>,
  pool: Pool,
  acknowledged: readonly Acknowledged[] = [],
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await pool.query<{ violation: string }>(query);
    found.push(...rows.map((row) => `${name}: ${row.violation}`));
  }
  const { rows: instances } = await pool.query<Row>(
    'select town_id, instance_id, procedure_key, status, suspended, rev, state from instance order by 1, 2',
  );
  const revisions = new Map(instances.map((row) => [row.instance_id, row.rev]));
  for (const { instance, rev } of acknowledged) {
    if ((revisions.get(instance) ?? 0) < rev) found.push(`I5 acknowledged: ${instance} rev ${rev} is lost`);
  }
  const rows = await waitRows(pool);
  for (const row of instances) {
    const replayed = await engine
      .replay({ town: row.town_id, instance: row.instance_id })
      .catch((error: Error) => error.message);
    if (JSON.stringify(canonical(replayed)) !== JSON.stringify(canonical(row.state))) {
      found.push(`I2 replay: ${row.instance_id} has another state than its history leads to`);
    }
    if (row.state.status !== row.status)
      found.push(`I2 status: ${row.instance_id} is ${row.status} but its state is ${row.state.status}`);
    if ((row.state.z ?? false) !== row.suspended)
      found.push(`I2 suspended: ${row.instance_id} is ${row.suspended} but its state is not`);
    if (row.state.scopes[0] && row.state.scopes[0].p !== row.procedure_key)
      found.push(
        `I2 procedure: ${row.instance_id} is of ${row.procedure_key} but its state of ${row.state.scopes[0].p}`,
      );
    const expected = (await waitsOf(engine, row)).map(rowOf).sort();
    const actual = (rows.get(row.instance_id) ?? []).sort();
    if (expected.join() !== actual.join())
      found.push(`I6 rows: ${row.instance_id} waits for [${expected}] but has rows [${actual}]`);
    if (row.status === 'active' && expected.length === 0 && !row.state.queue && !row.suspended)
      found.push(`I6 stuck: ${row.instance_id} waits for nothing`);
    if (row.status !== 'active' && expected.length > 0)
      found.push(`I6 ended: ${row.instance_id} still waits for [${expected}]`);
  }
  return found;
}

async function waitsOf(engine: Engine<Trx>, row: Row): Promise<readonly Wait[]> {
  const known = new Map<string, Procedure | undefined>();
  const keys = [row.procedure_key, ...row.state.scopes.flatMap((scope) => scope.p ?? [])];
  for (const key of keys) known.set(key, await engine.procedure(row.town_id, key));
  return waits(row.state, { now: 0, ...plainFacts, procedure: (key) => known.get(key), latest: () => undefined });
}

const rowOf = (wait: Wait): string => {
  switch (wait.kind) {
    case 'task':
      return `task ${wait.id} ${wait.procedure} ${wait.element} ${wait.assignee ?? '-'} ${wait.owner ?? '-'} ${wait.suspended ?? false} ${wait.due ?? '-'}`;
    case 'job':
      return `job ${wait.id} ${wait.procedure} ${wait.element} ${wait.type}`;
    case 'timer':
      return `timer ${wait.id} ${wait.element} ${wait.due}`;
    case 'subscription':
      return `subscription ${wait.id} ${wait.element} ${wait.event} ${wait.name} ${wait.key}`;
    case 'incident':
      return `incident ${wait.id} ${wait.element} ${wait.code}`;
  }
};

const ms = (column: string) => `coalesce((extract(epoch from ${column}) * 1000)::bigint::text, '-')`;

async function waitRows(pool: Pool): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ instance_id: string; rows: string[] }>(
    `select instance_id, array_agg(row) as rows from (
       select instance_id, format('task %s %s %s %s %s %s %s', task_no, procedure_key, element_id, coalesce(assignee, '-'), coalesce(owner, '-'),
         case when suspended then 'true' else 'false' end, ${ms('due_at')}) as row from task where status = 'open'
       union all select instance_id, format('job %s %s %s %s', job_no, procedure_key, element_id, type) from job
       union all select instance_id, format('timer %s %s %s', timer_no, element_id, ${ms('due_at')}) from timer
       union all select instance_id, format('subscription %s %s %s %s %s', sub_no, element_id, event, name, key) from subscription
       union all select instance_id, format('incident %s %s %s', incident_no, element_id, code) from incident where resolved_at is null
     ) waits group by instance_id`,
  );
  return new Map(rows.map((row) => [row.instance_id, row.rows]));
}
