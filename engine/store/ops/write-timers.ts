import { bulkDelete, bulkInsert, bulkUpdate } from '../bulk.ts';

const key = { instance_id: 'uuid', timer_no: 'integer' } as const;

export const insertTimers = bulkInsert('timer', {
  ...key,
  element_id: 'text',
  due_at: 'timestamptz',
  fence: 'bigint',
  attempts: 'integer',
});

/** The next firing of a cycle, a deadline that moved, or a migration: free for any worker again. */
export const moveTimers = bulkUpdate('move', 'timer', key, {
  element_id: 'text',
  due_at: 'timestamptz',
  lease_until: 'timestamptz',
  attempts: 'integer',
});

export const deleteTimers = bulkDelete('timer', key);
