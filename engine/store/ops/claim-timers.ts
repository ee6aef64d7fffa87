import { statement } from '../statement.ts';

export interface TimerKey {
  readonly town_id: number;
  readonly instance_id: string;
  readonly timer_no: number;
}
export interface ClaimedTimer extends TimerKey {
  readonly fence: string;
  readonly attempts: number;
}

/** Due timers of all towns (or of $3) that nobody holds, the oldest first. Locks nothing. */
export const dueTimers = statement<TimerKey>(
  'timer.due',
  `select town_id, instance_id, timer_no from timer
   where due_at <= $1 and (lease_until is null or lease_until <= $1) and ($3::integer is null or town_id = $3)
   order by due_at limit $2`,
);

/** Takes those of one town that are still free, until $3; who comes second gets none. */
export const claimTimers = statement<ClaimedTimer>(
  'timer.claim',
  `update timer t set lease_until = $3, fence = t.fence + 1, attempts = t.attempts + 1
   from (select f.instance_id, f.timer_no from timer f
         where f.town_id = $1 and (f.instance_id, f.timer_no) in (select * from unnest($4::uuid[], $5::integer[]))
           and f.due_at <= $2 and (f.lease_until is null or f.lease_until <= $2)
         for update skip locked) free
   where t.town_id = $1 and t.instance_id = free.instance_id and t.timer_no = free.timer_no
   returning t.town_id, t.instance_id, t.timer_no, t.fence::text as fence, t.attempts`,
);

/** Puts a timer off after a failure of ours, if we still hold it. */
export const postponeTimer = statement(
  'timer.postpone',
  'update timer set lease_until = $5 where town_id = $1 and instance_id = $2 and timer_no = $3 and fence = $4',
);
