import { bulkInsert } from '../bulk.ts';
import { statement } from '../statement.ts';

export interface KnownStart {
  readonly process_id: string;
  readonly element_id: string;
  readonly trigger_no: number;
  readonly event: string;
  readonly name: string;
  readonly due_at: Date | null;
  readonly rounds_left: number | null;
  readonly every: string | null;
}

/** How these processes begin now, locked until the new version takes over. */
export const lockStarts = statement<KnownStart>(
  'start.lock',
  `select process_id, element_id, trigger_no, event, name, due_at, rounds_left, every from start_trigger
   where town_id = $1 and process_id = any($2::text[]) order by process_id, element_id, trigger_no for update`,
);

export const deleteStarts = statement(
  'start.delete',
  'delete from start_trigger where town_id = $1 and process_id = any($2::text[])',
);

export const insertStarts = bulkInsert('start_trigger', {
  process_id: 'text',
  element_id: 'text',
  trigger_no: 'integer',
  procedure_key: 'text',
  event: 'text',
  name: 'text',
  together: 'boolean',
  due_at: 'timestamptz',
  rounds_left: 'integer',
  every: 'text',
  holds: 'boolean',
  fence: 'bigint',
  attempts: 'integer',
});
