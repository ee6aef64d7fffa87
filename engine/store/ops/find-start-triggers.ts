import { statement } from '../statement.ts';

/** By what an instance of the newest version begins. */
export interface StartTrigger {
  readonly process_id: string;
  readonly element_id: string;
  readonly trigger_no: number;
  readonly procedure_key: string;
  readonly together: boolean;
  readonly holds: boolean;
}

const columns = 'process_id, element_id, trigger_no, procedure_key, together, holds';

/** What begins by a message or signal (`event`) of this name, in an order that never changes. */
export const findStarts = statement<StartTrigger>(
  'start.named',
  `select ${columns} from start_trigger where town_id = $1 and event = $2 and name = $3 and not suspended
   order by process_id, element_id, trigger_no`,
);

/** What begins when a condition turns true. */
export const findConditions = statement<StartTrigger>(
  'start.conditions',
  `select ${columns} from start_trigger where town_id = $1 and event = 'conditional' and not suspended
   order by process_id, element_id, trigger_no`,
);

/** Starts for which everything that must come together has come, and that a dead process did not begin. */
export const findComplete = statement<StartTrigger>(
  'start.complete',
  `select ${columns} from start_trigger t where t.town_id = $1 and t.together and t.trigger_no = 0 and not t.suspended
     and not exists (select from start_trigger o
       where o.town_id = $1 and o.process_id = t.process_id and o.element_id = t.element_id and o.arrived is null)`,
);
