import type { Variables } from '../../model/variables.ts';
import { statement } from '../statement.ts';

export interface ClaimedDelivery {
  readonly town_id: number;
  readonly key: string;
  readonly instance_id: string;
  readonly kind: 'message' | 'signal' | 'continue';
  readonly name: string;
  readonly correlation_key: string;
  readonly variables: Variables;
  readonly attempts: number;
  readonly fence: string;
}

/** Deliveries of all towns (or of $3) that nobody holds, the oldest first. Locks nothing. */
export const dueDeliveries = statement<{ readonly town_id: number; readonly key: string }>(
  'delivery.due',
  `select town_id, key from delivery
   where run_at <= $1 and (lease_until is null or lease_until <= $1) and ($3::integer is null or town_id = $3)
   order by run_at limit $2`,
);

/** Takes those of one town that are still free, until $3. */
export const claimDeliveries = statement<ClaimedDelivery>(
  'delivery.claim',
  `update delivery t set lease_until = $3, fence = t.fence + 1, attempts = t.attempts + 1
   from (select f.key from delivery f
         where f.town_id = $1 and f.key = any($4::text[]) and f.run_at <= $2 and (f.lease_until is null or f.lease_until <= $2)
         for update skip locked) free
   where t.town_id = $1 and t.key = free.key
   returning t.town_id, t.key, t.instance_id, t.kind, t.name, t.correlation_key, t.variables, t.attempts, t.fence::text as fence`,
);

/** Puts a delivery off after a failure, if we still hold it. */
export const postponeDelivery = statement(
  'delivery.postpone',
  'update delivery set lease_until = $4 where town_id = $1 and key = $2 and fence = $3',
);
