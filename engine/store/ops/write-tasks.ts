import { bulkInsert, bulkUpdate } from '../bulk.ts';

const key = { instance_id: 'uuid', task_no: 'integer' } as const;
const content = {
  procedure_key: 'text',
  element_id: 'text',
  name: 'text',
  form: 'text',
  assignee: 'text',
  candidate_groups: 'text[]',
  candidate_users: 'text[]',
  excluded_users: 'text[]',
  due_at: 'timestamptz',
  follow_up_at: 'timestamptz',
  priority: 'smallint',
  owner: 'text',
  suspended: 'boolean',
} as const;

export const insertTasks = bulkInsert('task', {
  ...key,
  status: 'text',
  ...content,
  business_key: 'text',
  created_at: 'timestamptz',
  ended_at: 'timestamptz',
  ended_by: 'text',
});

/** Claimed, released, transferred, delegated, suspended, due date moved, taken to another version. */
export const changeTasks = bulkUpdate('change', 'task', key, content, {
  guard: 't.ended_at is null',
});

/** A task is ended once: the guard makes a second completion a mismatch. */
export const endTasks = bulkUpdate(
  'end',
  'task',
  key,
  { status: 'text', ended_at: 'timestamptz', ended_by: 'text' },
  { guard: 't.ended_at is null' },
);
