import { createHmac, hash } from 'node:crypto';
import type { Command } from '../../engine/model/command.ts';
import { type Projection, Refusal } from '../../engine/model/door.ts';
import { canonical } from '../audit/chain.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { Problem } from '../platform/problem.ts';
import { findRequest, insertRequest, insertRequests, type RequestRow } from './queries.ts';

/** An answer as it was sent: status, and the body's text (empty without one). */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The answer of the routes that say nothing but that it is done. */
export const nothing: Answer = { status: 204, text: '' };

/**
 * A request that its client may send again under the same `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
 * Without a key every sending is a request of its own.
 */
export interface Repeat {
  /** Of this person, this address and this client key. */
  readonly key: string | undefined;
  /** It was carried out before and is not to be carried out again. */
  readonly again: boolean;
  /** The first answer, where it was kept. */
  readonly answer: Answer | undefined;
  /**
   * To be called in the transaction that carries the request out, so that one is not without the other. With the answer
   * where it is known already; else the route tells it again when it is asked again.
   * @throws Refusal when another server is carrying out the same request.
   */
  keep(trx: Trx, now: Date, answer?: Answer): Promise<void>;
  /**
   * The same, by the batch that carries this command out, in one statement for all of the batch. For commands that go to
   * the engine under `key` and without companion: then the engine sees to it that the request is not carried out twice.
   */
  keepWith(command: Command): void;
  /** Keeps the answer of a route that has not kept the request itself. Nothing when it has. */
  remember(answer: Answer): Promise<void>;
}

type Needs = Pick<ServerDeps, 'database' | 'secrets' | 'clock'>;

/** Every sending of it is a request of its own. */
export const unrepeated: Repeat = {
  ...{ key: undefined, again: false, answer: undefined },
  keep: async () => {},
  keepWith: () => {},
  remember: async () => {},
};

/**
 * What is known of the request. 422 when the key was used with other content.
 * @param act what is asked, such as `POST /api/cases`
 * @param content what it is asked with; only a keyed hash of it is kept, for it may hold anything
 */
export async function findRepeat(
  deps: Needs,
  me: Pick<Me, 'id' | 'town'>,
  clientKey: string,
  act: string,
  content: unknown,
): Promise<Repeat> {
  const key = keyOf(me, clientKey, act);
  const contentHash = createHmac('sha256', deps.secrets.keyObject('request-hash'))
    .update(canonical(content))
    .digest('hex');
  const known = await findRequest(deps.database, me.town, key);
  if (known && known.request_hash !== contentHash)
    throw new Problem(422, 'idempotency-key-reused', '重复提交的内容与上次不同，请刷新后再提交');
  const cipher = cipherOf(deps);
  const place = { field: 'request_key.answer', row: key };
  const row = (at: Date, answer: Answer | undefined) => ({
    ...{ town_id: me.town, key, request_hash: contentHash, created_at: at, status: answer?.status ?? null },
    answer_enc: answer ? cipher.seal(answer.text, place) : null,
  });
  const answer = known?.answer_enc && { status: known.status!, text: cipher.open(known.answer_enc, place) };
  let kept = known !== undefined;
  return {
    key,
    again: known !== undefined,
    answer: answer ?? undefined,
    keep: async (trx, now, first) => {
      if (!(await insertRequest(trx, row(now, first))))
        throw new Refusal('request-running', '同一次提交正在办理，请稍候再看结果');
      kept = true;
    },
    keepWith: (command) => {
      travelling.set(command, { key, request_hash: contentHash });
      kept = true;
    },
    remember: async (first) => {
      if (!kept) await insertRequest(deps.database, row(deps.clock.now(), first));
    },
  };
}

/** Requests that are kept by the batch of their command. */
const travelling = new WeakMap<Command, Pick<RequestRow, 'key' | 'request_hash'>>();

/** Keeps the requests whose commands were carried out, in the transaction of their batch. */
export const requestProjection: Projection<Trx> = async (_trx, town, accepted, now) => {
  const rows = accepted.flatMap(({ command }) => travelling.get(command) ?? []);
  return rows.length > 0 ? [insertRequests(town, rows, now)] : [];
};

/** Under which a request is kept: of this person, this act and this client key. */
export const keyOf = (me: Pick<Me, 'id'>, clientKey: string, act: string): string =>
  hash('sha256', `${me.id}\0${act}\0${clientKey}`);

/** The client's key of a request; undefined without one. */
export function clientKey(headers: Readonly<Record<string, unknown>>): string | undefined {
  const value = headers['idempotency-key'];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[\w-]{8,100}$/.test(value)) return value;
  throw new Problem(400, 'bad-idempotency-key', 'Idempotency-Key 应为 8 至 100 位字母、数字、连字符');
}
