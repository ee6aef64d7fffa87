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

/** The guard only asserts what the row lock grants: nobody else has moved the instance since it was read. */
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
  't.rev < u.rev',
);
