import { bulkInsert } from '../bulk.ts';

/** Keeps the first answer of commands that came with an idempotency key. */
export const rememberOutcomes = bulkInsert('idempotency', {
  key: 'text',
  request_hash: 'text',
  outcome: 'jsonb',
  created_at: 'timestamptz',
});
