import { createHash, randomBytes } from 'node:crypto';
import type { Trx } from '../db/schema.ts';
import { uuidv7 } from '../platform/ids.ts';
import { insertLink } from './links.queries.ts';

/** What a link carries: the town, so that one shard is asked, and 256 random bits that nobody keeps but the recipient. */
export interface ParsedToken {
  readonly town: number;
  readonly hash: Buffer;
}

const shape = /^([0-9a-z]{1,7})-([A-Za-z0-9_-]{43})$/;

/** The town and the hash of a token, or undefined when it has not the shape of one. */
export function parseToken(token: string): ParsedToken | undefined {
  const [, town, secret] = shape.exec(token) ?? [];
  if (town === undefined || secret === undefined) return undefined;
  const id = Number.parseInt(town, 36);
  return id > 0 && id < 2 ** 31 ? { town: id, hash: hashOf(secret) } : undefined;
}

/**
 * Makes a link for one recipient of one order and answers its path. Only the SHA-256 of the secret is stored: the secret
 * itself is in the mail and nowhere else.
 */
export async function issueLink(
  trx: Trx,
  town: number,
  order: string,
  to: { readonly name: string; readonly address: string },
  now: Date,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await insertLink(trx, {
    town_id: town,
    link_id: uuidv7(now),
    order_id: order,
    token_hash: hashOf(secret),
    to_name: to.name,
    to_address: to.address,
    created_at: now,
  });
  return `/o/${town.toString(36)}-${secret}`;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
