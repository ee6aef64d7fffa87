import type { Variables } from '../../model/variables.ts';
import { statement } from '../statement.ts';

export interface JobKey {
  readonly town_id: number;
  readonly instance_id: string;
  readonly job_no: number;
}
export interface ReadyJob extends JobKey {
  /** Somebody had it and let his lease run out: his process died, or could not write how it ended. */
  readonly left_behind: boolean;
}
export interface ClaimedJob extends JobKey {
  readonly procedure_key: string;
  readonly element_id: string;
  readonly type: string;
  readonly input: Variables;
  readonly headers: Readonly<Record<string, string>>;
  readonly business_key: string | null;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly fence: string;
}

/** Ready jobs of these types that nobody holds, the oldest first. Locks nothing. */
export const readyJobs = statement<ReadyJob>(
  'job.ready',
  `select town_id, instance_id, job_no, lease_until is not null as left_behind from job
   where status = 'ready' and run_at <= $1 and (lease_until is null or lease_until <= $1)
     and type = any($4::text[]) and ($3::integer is null or town_id = $3)
   order by run_at limit $2`,
);

/** Takes those of one town that are still free, until $3. The attempt is counted now: a crash while it runs counts. */
export const claimJobs = statement<ClaimedJob>(
  'job.claim',
  `update job t set lease_until = $3, fence = t.fence + 1, attempts = t.attempts + 1
   from (select f.instance_id, f.job_no from job f
         where f.town_id = $1 and (f.instance_id, f.job_no) in (select * from unnest($4::uuid[], $5::integer[]))
           and f.status = 'ready' and f.run_at <= $2 and (f.lease_until is null or f.lease_until <= $2)
         for update skip locked) free
   where t.town_id = $1 and t.instance_id = free.instance_id and t.job_no = free.job_no
   returning t.town_id, t.instance_id, t.job_no, t.procedure_key, t.element_id, t.type, t.input, t.headers, t.business_key,
     t.attempts, t.max_attempts, t.fence::text as fence`,
);
