import { CompiledQuery } from 'kysely';
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

/** First answers whose key begins so; planned anew each time, for the index is found by the parameter's value. */
export const recallBelow = (town: number, prefix: string): CompiledQuery<Pick<Recalled, 'outcome'>> =>
  CompiledQuery.raw(
    "select outcome from idempotency where town_id = $1 and key like '%/%' and starts_with(key, $2) order by key",
    [town, prefix],
  ) as CompiledQuery<Pick<Recalled, 'outcome'>>;
