import { bulkInsert } from '../bulk.ts';
import { statement } from '../statement.ts';

/** Keeps the first answer of commands that came with an idempotency key. */
export const rememberOutcomes = bulkInsert('idempotency', {
  key: 'text',
  request_hash: 'text',
  outcome: 'jsonb',
  created_at: 'timestamptz',
});

/** That an event was taken which has no outcome of its own; touches nothing when it had been before. */
export const rememberTaken = statement(
  'idempotency.take',
  `insert into idempotency (town_id, key, request_hash, outcome, created_at)
   select $1::integer, 'taken/' || $2::text, '', '{}'::jsonb, $3::timestamptz on conflict (town_id, key) do nothing`,
);

/** Takes a key for something that is no command of an instance; touches nothing when it is taken. */
export const claimKey = statement(
  'idempotency.claim',
  `insert into idempotency (town_id, key, request_hash, outcome, created_at)
   select $1::integer, $2::text, $3::text, '{}'::jsonb, $4::timestamptz on conflict (town_id, key) do nothing`,
);

/** What was answered to whoever took the key. */
export const answerKey = statement(
  'idempotency.answer',
  'update idempotency set outcome = $3::jsonb where town_id = $1 and key = $2',
);
