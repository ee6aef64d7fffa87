import { createHash } from 'node:crypto';
import { canonical } from '../audit/chain.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { findRequest, insertRequest } from './queries.ts';

/** A request that a client may send again under the same `Idempotency-Key`. */
export interface KeyedRequest {
  /** Of this person, this act and this client key. */
  readonly key: string;
  readonly hash: string;
  /** To be called in the transaction that carries the request out. */
  remember(trx: Trx, now: Date): Promise<void>;
}

export function requestKey(me: Me, act: string, clientKey: string, body: unknown): KeyedRequest {
  const key = digest(`${me.id}\0${act}\0${clientKey}`);
  const hash = digest(canonical(body));
  return { key, hash, remember: (trx, now) => insertRequest(trx, me.town, key, hash, now) };
}

/** Whether the request was carried out before. 422 when the key was used for another body. */
export async function oncePerKey(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  request: KeyedRequest,
): Promise<boolean> {
  const known = await findRequest(database, town, request.key);
  if (known !== undefined && known !== request.hash) {
    throw new Problem(422, 'idempotency-key-reused', '重复提交的内容与上次不同，请刷新后再提交');
  }
  return known !== undefined;
}

/** The client's key of a request; undefined without one. */
export function clientKey(headers: Readonly<Record<string, unknown>>): string | undefined {
  const value = headers['idempotency-key'];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[\w-]{8,100}$/.test(value)) return value;
  throw new Problem(400, 'bad-idempotency-key', 'Idempotency-Key 应为 8 至 100 位字母、数字、连字符');
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
