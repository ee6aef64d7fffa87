import type { Trx } from '../db/schema.ts';
import { cipherOf } from '../parties/cipher.ts';
import type { Base } from '../platform/deps.ts';
import { uuidv7 } from '../platform/ids.ts';
import { mailAddress, mailName } from './address.ts';
import type { Letter } from './compose.ts';
import { insertMail } from './queries.ts';

/** A calendar file that goes with a letter. */
export interface Calendar {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly name: string;
  readonly content: string;
}

/** What is sealed of a mail. */
export interface MailBody {
  readonly html: string;
  readonly text: string;
  readonly calendar?: Calendar;
}

export interface NewMail extends Letter {
  /** Key of the effect that asks for it; the same cause never writes to the same recipient twice. */
  readonly cause: string;
  readonly to: { readonly name: string; readonly address: string };
  /** Name of the template. */
  readonly kind: string;
  readonly case?: string;
  readonly order?: string;
  readonly appointment?: string;
  readonly calendar?: Calendar;
}

type OutboxDeps = Pick<Base, 'secrets' | 'settings'>;

/** Puts a mail into the outbox, in the transaction of what it tells. Throws when the address is not one plain address. */
export async function enqueue(trx: Trx, deps: OutboxDeps, town: number, mail: NewMail, now: Date): Promise<void> {
  const address = mailAddress(mail.to.address);
  if (!address) throw new Error(`Expected one plain mail address for ${mail.kind} but got another form`);
  const id = uuidv7(now);
  const { html, text, calendar } = mail;
  const body: MailBody = { html, text, ...(calendar ? { calendar } : {}) };
  await insertMail(trx, {
    town_id: town,
    mail_id: id,
    cause: mail.cause,
    to_address: address,
    to_name: mailName(mail.to.name),
    kind: mail.kind,
    subject: mail.subject,
    message_id: `<${id}.${town}@${messageHost(deps.settings.publicUrl)}>`,
    body_enc: cipherOf(deps).seal(JSON.stringify(body), { field: 'mail.body', row: id }),
    case_id: mail.case ?? null,
    order_id: mail.order ?? null,
    appointment_id: mail.appointment ?? null,
    status: 'waiting',
    attempts: 0,
    next_at: now,
    fence: 0,
    created_at: now,
  });
}

export function openBody(deps: Pick<Base, 'secrets'>, mail: { mail_id: string; body_enc: Buffer }): MailBody {
  return JSON.parse(cipherOf(deps).open(mail.body_enc, { field: 'mail.body', row: mail.mail_id })) as MailBody;
}

/** The right half of a Message-ID must look like a domain, whatever the server is called. */
function messageHost(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return /^[a-z0-9.-]+\.[a-z]{2,}$/i.test(hostname) ? hostname : 'onedoor.invalid';
}
