import { bulkDelete, bulkInsert, bulkUpdate } from '../bulk.ts';

const key = { instance_id: 'uuid', job_no: 'integer' } as const;

export const insertJobs = bulkInsert('job', {
  ...key,
  procedure_key: 'text',
  element_id: 'text',
  type: 'text',
  input: 'jsonb',
  headers: 'jsonb',
  business_key: 'text',
  status: 'text',
  attempts: 'integer',
  max_attempts: 'integer',
  run_at: 'timestamptz',
  fence: 'bigint',
});

/** After a failed attempt, or when an incident is resolved; the lease ends and whoever still holds it is fenced off. */
export const rescheduleJobs = bulkUpdate('reschedule', 'job', key, {
  status: 'text',
  attempts: 'integer',
  run_at: 'timestamptz',
  lease_until: 'timestamptz',
  last_error: 'text',
});

/** Other content under the same number. */
export const changeJobs = bulkUpdate('change', 'job', key, {
  procedure_key: 'text',
  element_id: 'text',
  type: 'text',
  input: 'jsonb',
  headers: 'jsonb',
  max_attempts: 'integer',
  lease_until: 'timestamptz',
  fence: 'bigint',
});

export const deleteJobs = bulkDelete('job', key);
