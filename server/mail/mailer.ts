import { setTimeout as pause } from 'node:timers/promises';
import { crashPoint } from '../../engine/index.ts';
import type { Database, Trx } from '../db/schema.ts';
import type { Base } from '../platform/deps.ts';
import { inSpan } from '../platform/tracing.ts';
import { findTown, listTowns } from '../towns/queries.ts';
import { findHold } from './hold.queries.ts';
import { openBody } from './outbox.ts';
import { type AttemptOutcome, classifyFailure, nextAttempt } from './outcome.ts';
import { claimMails, type MailRow, type Settlement, settleMail } from './queries.ts';
import { type MailTransport, SendFailure } from './transport.ts';

export interface MailerOptions {
  readonly transport: MailTransport;
  /** Called in the transaction that settles a mail which will never arrive, or which has arrived. */
  readonly settled?: (trx: Trx, mail: MailRow, outcome: 'sent' | 'failed', now: Date) => Promise<void>;
  /** Called when the outcome of an attempt is committed. */
  readonly changed?: (mail: MailRow) => void;
}

/** Longer than connecting, greeting and silence together, so that a living sender never loses its lease. */
export const leaseMs = 90_000;
const batch = 5;
/** Between two looks at the outbox: so long after its lease what a dead sender held is taken up. */
export const restMs = 1_000;
const patienceOfStop = 2_000;

/**
 * Sends what waits in the outbox, at least once, in the background or by `deliverDue`. Several processes may run it:
 * each mail is held by one at a time.
 */
export class Mailer {
  readonly #deps: Base<Database>;
  readonly #options: MailerOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(deps: Base<Database>, options: MailerOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Sends every mail that is due now, of towns without a hold; answers how many attempts were made. */
  async deliverDue(): Promise<number> {
    let attempts = 0;
    for (const town of await listTowns(this.#deps.database)) {
      if (await findHold(this.#deps.database, town)) continue;
      for (;;) {
        const now = this.#deps.clock.now();
        const mails = await claimMails(this.#deps.database, town, now, new Date(now.getTime() + leaseMs), batch);
        if (mails.length > 0) crashPoint('mail:claimed');
        for (const mail of mails) await this.#deliver(mail);
        attempts += mails.length;
        if (mails.length < batch || this.#stopped) break;
      }
    }
    return attempts;
  }

  start(): void {
    if (this.#timer || this.#stopped) return;
    const tick = () => {
      this.#running = this.deliverDue()
        .then(
          () => {},
          (error: unknown) => this.#deps.logger.error({ err: error }, 'mail delivery failed'),
        )
        .then(() => {
          if (!this.#stopped) this.#timer = setTimeout(tick, restMs);
        });
    };
    this.#timer = setTimeout(tick, 0);
  }

  /**
   * Sends no more, and gives the mail in flight a moment to end. One that does not is sent again after its lease, under
   * the same Message-ID.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const patience = new AbortController();
    await Promise.race([
      this.#running,
      pause(patienceOfStop, undefined, { ref: false, signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
  }

  async #deliver(mail: MailRow): Promise<void> {
    const { clock, database } = this.#deps;
    // A sender that slept longer than its lease must not begin: another one has the mail by now.
    if (this.#stopped || clock.now() >= mail.lease_until!) return;
    const outcome = await this.#attempt(mail);
    crashPoint('mail:attempted');
    const now = clock.now();
    const settlement = settle(mail, outcome, now);
    await database.transaction().execute(async (trx) => {
      if (!(await settleMail(trx, mail, settlement))) return;
      const end = settlement.status;
      if (end === 'sent' || end === 'failed') await this.#options.settled?.(trx, mail, end, now);
    });
    crashPoint('mail:settled');
    this.#options.changed?.(mail);
  }

  async #attempt(mail: MailRow): Promise<AttemptOutcome> {
    const body = openBody(this.#deps, mail);
    const town = await findTown(this.#deps.database, mail.town_id);
    try {
      await inSpan('mail.send', { 'onedoor.town': mail.town_id, 'onedoor.attempt': mail.attempts }, () =>
        this.#options.transport.send(mail, body, town?.centre ?? ''),
      );
      return { kind: 'sent', error: null };
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error;
      const outcome = classifyFailure(error.cause, error.handedOver);
      const { code, command, responseCode } = error.cause as { code?: string; command?: string; responseCode?: number };
      this.#deps.logger.warn(
        {
          town: mail.town_id,
          mail: mail.mail_id,
          attempt: mail.attempts,
          outcome: outcome.kind,
          code,
          command,
          responseCode,
        },
        'mail not sent',
      );
      return outcome;
    }
  }
}

function settle(mail: MailRow, { kind, error }: AttemptOutcome, now: Date): Settlement {
  if (kind === 'sent') return { status: 'sent', sent_at: now, error: null };
  if (kind === 'failed') return { status: 'failed', error };
  const next = nextAttempt(mail.attempts, mail.created_at, now);
  if (!next) return { status: 'failed', error: '一天之内多次尝试都未能送达' };
  return { status: kind === 'unknown' ? 'unknown' : 'waiting', next_at: next, error };
}
