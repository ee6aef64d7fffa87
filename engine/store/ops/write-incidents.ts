import { bulkInsert, bulkUpdate } from '../bulk.ts';

const key = { instance_id: 'uuid', incident_no: 'integer' } as const;

export const insertIncidents = bulkInsert('incident', {
  ...key,
  element_id: 'text',
  code: 'text',
  message: 'text',
  raised_at: 'timestamptz',
  resolved_at: 'timestamptz',
  business_key: 'text',
});
export const changeIncidents = bulkUpdate('change', 'incident', key, {
  element_id: 'text',
  code: 'text',
  message: 'text',
  raised_at: 'timestamptz',
});
export const resolveIncidents = bulkUpdate('resolve', 'incident', key, { resolved_at: 'timestamptz' });
