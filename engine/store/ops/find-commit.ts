import { statement } from '../statement.ts';

/**
 * Whether this revision was written by this very command. The lock waits for a transaction that may still be on its
 * way after its connection broke.
 */
export const waitForInstance = statement<{ rev: number }>(
  'instance.wait',
  'select rev from instance where town_id = $1 and instance_id = $2 for update',
);
export const findCommit = statement<{ found: boolean }>(
  'history.find',
  `select true as found from history where town_id = $1 and instance_id = $2 and rev = $3 and at = $4
     and actor = $5::jsonb and command = $6::jsonb`,
);
