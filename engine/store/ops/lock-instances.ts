import type { InstanceState, InstanceStatus } from '../../model/instance.ts';
import { statement } from '../statement.ts';

export interface LockedInstance {
  readonly instance_id: string;
  readonly procedure_key: string;
  readonly procedures: readonly string[];
  readonly business_key: string | null;
  readonly status: InstanceStatus;
  readonly rev: number;
  readonly state: InstanceState;
}

/** Locks instances of one town in the order of their ids, so that two batches never wait for each other in a ring. */
export const lockInstances = statement<LockedInstance>(
  'instance.lock',
  `select instance_id, procedure_key, procedures, business_key, status, rev, state from instance
   where town_id = $1 and instance_id = any($2::uuid[]) order by instance_id for update`,
);
