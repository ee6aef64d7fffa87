import { bulkUpdateFound } from '../bulk.ts';
import { statement } from '../statement.ts';

export const insertBulk = statement(
  'bulk.insert',
  `insert into bulk_operation (town_id, bulk_id, kind, reason, actor, body, status, total, created_at, ended_at)
   select $1::integer, $2::uuid, $3::text, $4::text, $5::jsonb, $6::jsonb, $7::text, $8::integer, $9::timestamptz, $10::timestamptz`,
);

/** One item for each instance that is named. */
export const insertItems = statement(
  'bulk.items',
  `insert into bulk_item (town_id, bulk_id, instance_id, status, fence, attempts)
   select $1::integer, $2::uuid, named.id, 'waiting', 0, 0 from (select distinct unnest($3::uuid[]) as id) named`,
);

/** Of a bulk that is stopped: what nobody has begun. */
export const leaveItems = statement(
  'bulk.leave',
  `update bulk_item set status = 'left', ended_at = $3 where town_id = $1 and bulk_id = $2 and status = 'waiting'
     and (lease_until is null or lease_until <= $3)`,
);

export const stopBulk = statement(
  'bulk.stop',
  "update bulk_operation set status = 'stopped', ended_at = $3 where town_id = $1 and bulk_id = $2 and status = 'running'",
);

/** How items ended: by the holder of the lease only. */
export const endItems = bulkUpdateFound(
  'end',
  'bulk_item',
  { bulk_id: 'uuid', instance_id: 'uuid', fence: 'bigint' },
  { status: 'text', code: 'text', message: 'text', ended_at: 'timestamptz', lease_until: 'timestamptz' },
  "t.status = 'waiting'",
);

/** Puts an item off after a failure of ours, if we still hold it. */
export const postponeItem = statement(
  'bulk.postpone',
  'update bulk_item set lease_until = $5 where town_id = $1 and bulk_id = $2 and instance_id = $3 and fence = $4',
);

/** The last item has ended. */
export const finishBulk = statement(
  'bulk.finish',
  "update bulk_operation set status = 'done', ended_at = $3 where town_id = $1 and bulk_id = $2 and status = 'running'",
);
