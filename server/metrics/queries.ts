import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** One figure of the database: `figure` names the gauge, `label` its one label. */
export interface Figure {
  readonly figure: 'work' | 'due' | 'lag' | 'jobs' | 'mail' | 'webhooks' | 'incidents' | 'holds';
  readonly label: string;
  readonly value: number;
}

/**
 * What waits, over all towns, in one statement that reads only and stands on the indexes of what is open. `work`: rows of
 * a kind; `due`: of these, those whose time has come; `lag`: seconds since the oldest of these was due.
 */
export async function readFigures(database: Db, now: Date): Promise<readonly Figure[]> {
  const { rows } = await sql<Figure>`
    with waiting (label, due_at) as (
      select 'timer', due_at from timer
      union all select 'job', run_at from job where status = 'ready'
      union all select 'delivery', run_at from delivery
      union all select 'start-timer', due_at from start_trigger where due_at is not null
      union all select 'buffered-message', run_at from buffered_message
      union all select 'alarm', at from alarm where fired_at is null
      union all select 'mail', next_at from mail where status in ('waiting', 'unknown')
      union all select 'webhook', next_at from webhook_delivery where status = 'waiting')
    select 'work' as figure, label, count(*)::float8 as value from waiting group by label
    union all select 'due', label, count(*) filter (where due_at <= ${now}) from waiting group by label
    union all select 'lag', label, greatest(0, extract(epoch from ${now}::timestamptz - min(due_at)))::float8 from waiting group by label
    union all select 'jobs', status, count(*) from job group by status
    union all select 'mail', status, count(*) from mail where status <> 'sent' group by status
    union all select 'webhooks', status, count(*) from webhook_delivery where status <> 'delivered' group by status
    union all select 'incidents', 'open', count(*) from incident where resolved_at is null
    union all select 'holds', 'outgoing', count(*) from outgoing_hold
    order by 1, 2`.execute(database);
  return rows;
}
