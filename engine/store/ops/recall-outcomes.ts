import type { Outcome } from '../../model/door.ts';
import { statement } from '../statement.ts';

export interface Recalled {
  readonly key: string;
  readonly request_hash: string;
  readonly outcome: Outcome;
}

/** First answers of commands that came with an idempotency key. */
export const recallOutcomes = statement<Recalled>(
  'idempotency.recall',
  'select key, request_hash, outcome from idempotency where town_id = $1 and key = any($2::text[])',
);
