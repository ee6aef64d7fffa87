import { statement } from '../statement.ts';
import type { StartTrigger } from './find-start-triggers.ts';

export interface StartTimerKey {
  readonly town_id: number;
  readonly process_id: string;
  readonly element_id: string;
  readonly trigger_no: number;
}
export interface ClaimedStart extends StartTimerKey, StartTrigger {
  readonly due_at: Date;
  readonly rounds_left: number | null;
  readonly every: string | null;
  readonly fence: string;
  readonly attempts: number;
}

/** Starts of all towns (or of $3) whose time has come and that nobody holds, the oldest first. Locks nothing. */
export const dueStarts = statement<StartTimerKey>(
  'start.due',
  `select town_id, process_id, element_id, trigger_no from start_trigger
   where due_at <= $1 and not suspended and (lease_until is null or lease_until <= $1) and ($3::integer is null or town_id = $3)
   order by due_at limit $2`,
);

/** Takes those of one town that are still free, until $3. */
export const claimStarts = statement<ClaimedStart>(
  'start.claim',
  `update start_trigger t set lease_until = $3, fence = t.fence + 1, attempts = t.attempts + 1
   from (select f.process_id, f.element_id, f.trigger_no from start_trigger f
         where f.town_id = $1
           and (f.process_id, f.element_id, f.trigger_no) in (select * from unnest($4::text[], $5::text[], $6::integer[]))
           and f.due_at <= $2 and not f.suspended and (f.lease_until is null or f.lease_until <= $2)
         for update skip locked) free
   where t.town_id = $1 and t.process_id = free.process_id and t.element_id = free.element_id
     and t.trigger_no = free.trigger_no
   returning t.town_id, t.process_id, t.element_id, t.trigger_no, t.procedure_key, t.together, t.holds, t.due_at,
     t.rounds_left, t.every, t.fence::text as fence, t.attempts`,
);

/** Puts a start off after a failure of ours, if we still hold it. */
export const postponeStart = statement(
  'start.postpone',
  `update start_trigger set lease_until = $6
   where town_id = $1 and procedure_key = $2 and element_id = $3 and trigger_no = $4 and fence = $5`,
);
