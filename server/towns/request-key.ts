import { createHash } from 'node:crypto';
import { canonical } from '../audit/chain.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { findRequest, insertRequest } from '../idempotency/queries.ts';
import { keyOf } from '../idempotency/repeat.ts';
import type { Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';

export { clientKey } from '../idempotency/repeat.ts';

/** An act inside a request that is known by itself; the request as a whole is known by its address (`server/idempotency`). */
export interface KeyedRequest {
  /** Of this person, this act and this client key. */
  readonly key: string;
  readonly hash: string;
  /** To be called in the transaction that carries the act out. */
  remember(trx: Trx, now: Date): Promise<void>;
}

export function requestKey(me: Me, act: string, clientKey: string, body: unknown): KeyedRequest {
  const key = keyOf(me, clientKey, act);
  const hash = createHash('sha256').update(canonical(body)).digest('hex');
  return {
    ...{ key, hash },
    remember: async (trx, now) => {
      const row = { town_id: me.town, key, request_hash: hash, created_at: now, status: null, answer_enc: null };
      await insertRequest(trx, row);
    },
  };
}

/** Whether the act was carried out before. 422 when the key was used for other content. */
export async function oncePerKey(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  request: KeyedRequest,
): Promise<boolean> {
  const known = await findRequest(database, town, request.key);
  if (known && known.request_hash !== request.hash)
    throw new Problem(422, 'idempotency-key-reused', '重复提交的内容与上次不同，请刷新后再提交');
  return known !== undefined;
}
