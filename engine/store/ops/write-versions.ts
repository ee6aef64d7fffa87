import { statement } from '../statement.ts';

/** Gives the tag ($4, or none) to version $2 of process $3 and takes it off the others. */
export const moveTag = statement(
  'version.tag',
  `update procedure_version set tag = case when procedure_key = $2 then $4::text end
   where town_id = $1 and process_id = $3 and (procedure_key = $2 or tag = $4::text)`,
);

export const setActive = statement(
  'version.active',
  'update procedure_version set active = $3 where town_id = $1 and procedure_key = $2',
);

/** The version's triggers rest. */
export const suspendStarts = statement(
  'start.suspend',
  'update start_trigger set suspended = true where town_id = $1 and procedure_key = $2',
);

export interface RestingStart {
  readonly element_id: string;
  readonly trigger_no: number;
  readonly due_at: Date | null;
  readonly rounds_left: number | null;
  readonly every: string | null;
}

export const lockResting = statement<RestingStart>(
  'start.resting',
  `select element_id, trigger_no, due_at, rounds_left, every from start_trigger
   where town_id = $1 and procedure_key = $2 and suspended order by element_id, trigger_no for update`,
);

export const resumeStart = statement(
  'start.resume',
  `update start_trigger set suspended = false, due_at = $5, rounds_left = $6, lease_until = null
   where town_id = $1 and procedure_key = $2 and element_id = $3 and trigger_no = $4`,
);
