import { bulkInsert, bulkUpdate } from '../bulk.ts';

export const insertInstances = bulkInsert('instance', {
  instance_id: 'uuid',
  procedure_key: 'text',
  procedures: 'text[]',
  business_key: 'text',
  status: 'text',
  rev: 'integer',
  state: 'jsonb',
  created_at: 'timestamptz',
  ended_at: 'timestamptz',
  suspended: 'boolean',
});

/** Only from the revision that the batch began with: nobody else has moved the instance since. */
export const updateInstances = bulkUpdate(
  'advance',
  'instance',
  { instance_id: 'uuid' },
  {
    procedure_key: 'text',
    procedures: 'text[]',
    status: 'text',
    rev: 'integer',
    state: 'jsonb',
    ended_at: 'timestamptz',
    suspended: 'boolean',
  },
  { beside: { before: 'integer' }, guard: 't.rev = u.before' },
);
