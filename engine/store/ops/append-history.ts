import { bulkInsert } from '../bulk.ts';

/** One row a command: what was asked, by whom, what happened, and what the world answered. */
export const appendHistory = bulkInsert('history', {
  instance_id: 'uuid',
  rev: 'integer',
  at: 'timestamptz',
  actor: 'jsonb',
  command: 'jsonb',
  events: 'jsonb',
  answers: 'jsonb',
  format: 'integer',
});
