import type { Actor } from '../../model/door.ts';
import type { BulkBody } from '../schema.ts';
import { statement } from '../statement.ts';

export interface ItemKey {
  readonly town_id: number;
  readonly bulk_id: string;
  readonly instance_id: string;
}
export interface ClaimedItem extends ItemKey {
  readonly fence: string;
  readonly attempts: number;
}
export interface OrderedBulk {
  readonly bulk_id: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly body: BulkBody;
}

/** Items of all towns (or of $3) that nobody holds and that no earlier order on the same instance precedes. Locks nothing. */
export const dueItems = statement<ItemKey>(
  'bulk.due',
  `select b.town_id, b.bulk_id, b.instance_id from bulk_item b
   where b.status = 'waiting' and (b.lease_until is null or b.lease_until <= $1) and ($3::integer is null or b.town_id = $3)
     and not exists (select from bulk_item o
       where o.instance_id = b.instance_id and o.town_id = b.town_id and o.bulk_id < b.bulk_id and o.status = 'waiting')
   order by b.bulk_id, b.instance_id limit $2`,
);

/** Takes those of one town that are still free, until $3. The attempt is counted now: a crash while it runs counts. */
export const claimItems = statement<ClaimedItem>(
  'bulk.claim',
  `update bulk_item t set lease_until = $3, fence = t.fence + 1, attempts = t.attempts + 1
   from (select f.bulk_id, f.instance_id from bulk_item f
         where f.town_id = $1 and (f.bulk_id, f.instance_id) in (select * from unnest($4::uuid[], $5::uuid[]))
           and f.status = 'waiting' and (f.lease_until is null or f.lease_until <= $2)
         for update skip locked) free
   where t.town_id = $1 and t.bulk_id = free.bulk_id and t.instance_id = free.instance_id
   returning t.town_id, t.bulk_id, t.instance_id, t.attempts, t.fence::text as fence`,
);

/** What is to be done with their instances. */
export const readBulks = statement<OrderedBulk>(
  'bulk.read',
  'select bulk_id, reason, actor, body from bulk_operation where town_id = $1 and bulk_id = any($2::uuid[])',
);

/** Open incidents of an instance: of code $3 and at element $4 when given. */
export const openIncidents = statement<{ readonly incident_no: number }>(
  'incident.of',
  `select incident_no from incident where town_id = $1 and instance_id = $2 and resolved_at is null
     and ($3::text is null or code = $3) and ($4::text is null or element_id = $4) order by incident_no`,
);

/** Bulks of all towns (or of $1) whose last item has ended. Locks nothing. */
export const endedBulks = statement<{ readonly town_id: number; readonly bulk_id: string }>(
  'bulk.ended',
  `select r.town_id, r.bulk_id from bulk_operation r
   where r.status = 'running' and ($1::integer is null or r.town_id = $1)
     and not exists (select from bulk_item b
       where b.bulk_id = r.bulk_id and b.town_id = r.town_id and b.status = 'waiting')
   order by r.bulk_id, r.town_id`,
);
