import { statement } from '../statement.ts';

export interface LockedJob {
  readonly instance_id: string;
  readonly job_no: number;
  readonly fence: string;
}

/** Reads the fences of jobs that workers want to end, and keeps others from taking them until the batch is through. */
export const lockJobs = statement<LockedJob>(
  'job.lock',
  `select j.instance_id, j.job_no, j.fence::text as fence from job j
   where j.town_id = $1 and (j.instance_id, j.job_no) in (select * from unnest($2::uuid[], $3::integer[]))
   order by j.instance_id, j.job_no for update`,
);
