import { createTransport } from 'nodemailer';
import type { Settings } from '../platform/settings.ts';
import { mailAddress, mailName } from './address.ts';
import type { MailBody } from './outbox.ts';
import type { MailRow } from './queries.ts';

/** Hands one mail to the server. Throws `SendFailure`. */
export interface MailTransport {
  send(mail: MailRow, body: MailBody, senderName: string): Promise<void>;
}

/** A mail that was not acknowledged. `handedOver`: the whole message had gone out, so the server may have it. */
export class SendFailure extends Error {
  readonly handedOver: boolean;
  constructor(cause: unknown, handedOver: boolean) {
    super('Expected the mail server to take the message but it did not', { cause });
    this.name = 'SendFailure';
    this.handedOver = handedOver;
  }
}

/** Milliseconds: connecting, greeting, silence. Nodemailer's own are up to ten minutes. */
export interface Timeouts {
  readonly connection: number;
  readonly greeting: number;
  readonly socket: number;
}

export const defaultTimeouts: Timeouts = { connection: 10_000, greeting: 10_000, socket: 30_000 };

/**
 * SMTP by `SMTP_URL`. Its parameter `from` sets the sender's address, else the login is used when it is an address.
 * Files and addresses named in a mail are never read; the envelope names exactly one recipient.
 */
export function smtpTransport(
  { smtpUrl, publicUrl }: Pick<Settings, 'smtpUrl' | 'publicUrl'>,
  timeouts = defaultTimeouts,
): MailTransport {
  const url = new URL(smtpUrl!);
  const from = senderAddress(url, publicUrl);
  url.searchParams.delete('from');
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const options = {
    ...closed,
    url: url.toString(),
    dnsTimeout: timeouts.connection,
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
  };
  return {
    async send(mail, { html, text, calendar }, senderName) {
      const progress = watchProgress();
      const mailer = createTransport({ ...options, logger: progress.logger } as Parameters<typeof createTransport>[0]);
      try {
        await mailer.sendMail({
          ...closed,
          from: { name: mailName(senderName), address: from },
          to: { name: mail.to_name, address: mail.to_address },
          envelope: { from, to: [mail.to_address] },
          messageId: mail.message_id,
          date: mail.created_at,
          subject: mail.subject,
          text,
          html,
          ...(calendar
            ? { icalEvent: { method: calendar.method, filename: calendar.name, content: calendar.content } }
            : {}),
        });
      } catch (error) {
        throw new SendFailure(error, progress.handedOver());
      } finally {
        mailer.close();
      }
    },
  };
}

/** Nodemailer's errors do not say how far it came; its log does: an entry `message` when all of it has gone out. */
function watchProgress() {
  let handedOver = false;
  const note = (entry: unknown) => {
    const { tnx, outByteCount } = (entry ?? {}) as { tnx?: string; outByteCount?: number };
    if (tnx === 'message' && outByteCount !== undefined) handedOver = true;
  };
  const logger = { level: () => {}, trace: note, debug: note, info: note, warn: note, error: note, fatal: note };
  return { logger, handedOver: () => handedOver };
}

function senderAddress(smtp: URL, publicUrl: string): string {
  const given = mailAddress(smtp.searchParams.get('from') ?? '') ?? mailAddress(decodeURIComponent(smtp.username));
  if (given) return given;
  return mailAddress(`onedoor@${new URL(publicUrl).hostname}`) ?? 'onedoor@onedoor.invalid';
}
