import { statement } from '../statement.ts';

export interface Waiting {
  readonly instance_id: string;
  readonly sub_no: number;
  readonly suspended: boolean;
}

/**
 * The oldest instance that waits for the message (ids are made in the order of time), a suspended one only if no other
 * does; nothing is locked.
 */
export const findMessageSubscription = statement<Waiting>(
  'subscription.message',
  `select s.instance_id, s.sub_no, i.suspended from subscription s
   join instance i on i.town_id = $1 and i.instance_id = s.instance_id
   where s.town_id = $1 and s.event = 'message' and s.name = $2 and s.key = $3
   order by i.suspended, s.instance_id, s.sub_no limit 1`,
);

/** All instances of the town that wait for the signal. */
export const findSignalInstances = statement<{ readonly instance_id: string }>(
  'subscription.signal',
  `select distinct instance_id from subscription
   where town_id = $1 and event = 'signal' and name = $2 and key = '' order by instance_id`,
);
