import type { Arrived } from '../schema.ts';
import { statement } from '../statement.ts';

const one = 'town_id = $1 and procedure_key = $2 and element_id = $3 and trigger_no = $4';

/** A condition is now (`$5`) what it was not before; touches nothing when another was quicker. */
export const turnCondition = statement(
  'start.turn',
  `update start_trigger set holds = $5 where ${one} and holds <> $5`,
);

/** The next firing of a timer that we hold (`$5`: fence), or none. */
export const advanceStart = statement(
  'start.advance',
  `update start_trigger set due_at = $6, rounds_left = $7, lease_until = null, attempts = 0 where ${one} and fence = $5`,
);

/** One of several that must all come has come; touches nothing when it had come before. */
export const arriveStart = statement(
  'start.arrive',
  `update start_trigger set arrived = $5::jsonb where ${one} and arrived is null`,
);

/** What has come of all that must come, locked. */
export const lockArrivals = statement<{ readonly arrived: Arrived | null }>(
  'start.arrivals',
  `select arrived from start_trigger where town_id = $1 and procedure_key = $2 and element_id = $3
   order by trigger_no for update`,
);

export const clearArrivals = statement(
  'start.clear',
  'update start_trigger set arrived = null where town_id = $1 and procedure_key = $2 and element_id = $3',
);
