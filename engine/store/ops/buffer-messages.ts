import type { Actor } from '../../model/door.ts';
import type { Variables } from '../../model/variables.ts';
import { statement } from '../statement.ts';

export interface BufferedMessage {
  readonly town_id: number;
  readonly message_id: string;
  readonly name: string;
  readonly key: string;
  readonly variables: Variables;
  readonly actor: Actor;
  readonly idempotency_key: string | null;
  readonly attempts: number;
}

/** Keeps a message; touches nothing when the same was kept before. */
export const keepMessage = statement(
  'message.keep',
  `insert into buffered_message (town_id, message_id, name, key, variables, actor, idempotency_key, request_hash, published_at,
     run_at, expires_at, attempts)
   select $1::integer, $2::text, $3::text, $4::text, $5::jsonb, $6::jsonb, $7::text, $8::text, $9::timestamptz, $9::timestamptz,
     $10::timestamptz, 0
   on conflict (town_id, message_id) do nothing`,
);

/** Of which request it was. */
export const recallMessage = statement<{ readonly request_hash: string }>(
  'message.recall',
  'select request_hash from buffered_message where town_id = $1 and message_id = $2',
);

/**
 * Messages of all towns (or of $3) that are alive and for which somebody waits, the oldest first. For an instance that is
 * suspended they wait until it is resumed. Locks nothing.
 */
export const dueMessages = statement<BufferedMessage>(
  'message.due',
  `select m.town_id, m.message_id, m.name, m.key, m.variables, m.actor, m.idempotency_key, m.attempts from buffered_message m
   where m.run_at <= $1 and m.expires_at > $1 and ($3::integer is null or m.town_id = $3)
     and (exists (select from subscription s join instance i on i.town_id = m.town_id and i.instance_id = s.instance_id
            where s.town_id = m.town_id and s.event = 'message' and s.name = m.name and s.key = m.key and not i.suspended)
       or exists (select from start_trigger t
            where t.town_id = m.town_id and t.event = 'message' and t.name = m.name and t.arrived is null and not t.suspended)
         and not exists (select from subscription s
            where s.town_id = m.town_id and s.event = 'message' and s.name = m.name and s.key = m.key))
   order by m.published_at, m.message_id limit $2`,
);

/** Takes it away with its delivery, in one transaction; who comes second takes nothing. */
export const takeMessage = statement(
  'message.take',
  'delete from buffered_message where town_id = $1 and message_id = $2',
);

export const postponeMessage = statement(
  'message.postpone',
  'update buffered_message set run_at = $3, attempts = attempts + 1 where town_id = $1 and message_id = $2',
);

/** Nobody came for them in time. */
export const expireMessages = statement(
  'message.expire',
  'delete from buffered_message where town_id = $1 and expires_at <= $2',
);
