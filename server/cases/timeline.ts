import type { Trx } from '../db/schema.ts';
import { cipherOf } from '../parties/cipher.ts';
import { uuidv7 } from '../platform/ids.ts';
import type { Secrets } from '../platform/secrets.ts';

export interface NewEvent {
  readonly case: string;
  readonly at: Date;
  readonly kind: 'person' | 'phone' | 'mail' | 'department' | 'system';
  /** Name and role of who acted; null for the system. */
  readonly who: { readonly name: string; readonly role: string | null } | null;
  /** One sentence without personal data, zh-CN. */
  readonly text: string;
  /** One line of detail; may hold what somebody typed, so it is stored sealed. */
  readonly detail?: string | null;
  readonly attachments?: readonly string[];
  readonly order?: string | null;
}

/** Writes one line into a case's timeline, in the transaction of what it tells; answers its id. */
export async function addEvent(
  trx: Trx,
  deps: { readonly secrets: Secrets },
  town: number,
  event: NewEvent,
): Promise<string> {
  const id = uuidv7(event.at);
  await trx
    .insertInto('case_event')
    .values({
      town_id: town,
      case_id: event.case,
      event_id: id,
      at: event.at,
      kind: event.kind,
      actor_name: event.who?.name ?? null,
      actor_role: event.who?.role ?? null,
      text: event.text,
      detail_enc: event.detail ? cipherOf(deps).seal(event.detail, { field: 'case_event.detail', row: id }) : null,
      attachments: [...(event.attachments ?? [])],
      order_id: event.order ?? null,
    })
    .execute();
  return id;
}
