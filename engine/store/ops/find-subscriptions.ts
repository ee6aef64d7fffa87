import { statement } from '../statement.ts';

export interface Waiting {
  readonly instance_id: string;
  readonly sub_no: number;
}

/** The oldest instance that waits for the message (ids are made in the order of time); nothing is locked. */
export const findMessageSubscription = statement<Waiting>(
  'subscription.message',
  `select instance_id, sub_no from subscription
   where town_id = $1 and event = 'message' and name = $2 and key = $3 order by instance_id, sub_no limit 1`,
);

/** All instances of the town that wait for the signal. */
export const findSignalInstances = statement<{ readonly instance_id: string }>(
  'subscription.signal',
  `select distinct instance_id from subscription
   where town_id = $1 and event = 'signal' and name = $2 and key = '' order by instance_id`,
);
