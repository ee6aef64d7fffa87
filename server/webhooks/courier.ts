import type { Database, Trx } from '../db/schema.ts';
import { findHold } from '../mail/hold.queries.ts';
import { sendNotice } from '../notices/send.ts';
import { inBackground } from '../platform/background.ts';
import type { Base } from '../platform/deps.ts';
import { listTowns } from '../towns/queries.ts';
import {
  activeWebhooks,
  claimDeliveries,
  countFailure,
  type DeliveryRow,
  dropOldDeliveries,
  type Settlement,
  settleDelivery,
  updateWebhook,
  type WebhookRow,
} from './queries.ts';
import { mostFailures, nextAttempt } from './schedule.ts';
import { signatureHeaders } from './secret.ts';
import { type Attempt, send } from './send.ts';
import { policyOf, type TargetPolicy } from './target.ts';

/** Longer than an attempt may take, so that a living sender never loses its lease. */
const lease = 60_000;
const together = 5;
/** Between two looks: so long after its lease what a dead sender held is taken up. */
export const restMs = 1_000;
/** How long what ended can still be looked at. */
const kept = 30 * 24 * 3_600_000;

/**
 * Delivers what waits in the outbox of webhooks, at least once, in the background or by `deliverDue`. Several processes
 * may run it: each delivery is held by one at a time, and those of one instance go one after the other.
 */
export class Courier {
  readonly #deps: Base<Database>;
  readonly #policy: TargetPolicy;
  readonly #stop = new AbortController();
  readonly #loop: ReturnType<typeof inBackground>;

  constructor(deps: Base<Database>, policy: TargetPolicy = policyOf(deps.settings.webhookAllow)) {
    this.#deps = deps;
    this.#policy = policy;
    const failed = (error: unknown) => deps.logger.error({ err: error }, 'webhook delivery failed');
    this.#loop = inBackground(() => this.deliverDue(), restMs, failed);
  }

  start(): void {
    this.#loop.start();
  }

  /** Breaks off the attempts in flight; they are made again, under the same id. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop.stop();
  }

  /** Makes every attempt that is due now, of towns without a hold; answers how many. */
  async deliverDue(): Promise<number> {
    const { database, clock } = this.#deps;
    let attempts = 0;
    for (const town of await listTowns(database)) {
      if (await findHold(database, town)) continue;
      // Side by side, so that an endpoint that does not answer holds up itself only.
      const made = await Promise.all((await activeWebhooks(database, town)).map((one) => this.#serve(town, one)));
      attempts += made.reduce((sum, one) => sum + one, 0);
      await dropOldDeliveries(database, town, new Date(clock.now().getTime() - kept), 1000);
    }
    return attempts;
  }

  /** Everything that is due for one endpoint, until it fails. */
  async #serve(town: number, webhook: WebhookRow): Promise<number> {
    const { database, clock } = this.#deps;
    let attempts = 0;
    while (!this.#stop.signal.aborted) {
      const now = clock.now();
      const until = new Date(now.getTime() + lease);
      const claimed = await claimDeliveries(database, town, webhook.webhook_id, now, until, together);
      const delivered = await Promise.all(claimed.map((one) => this.#deliver(webhook, one)));
      attempts += claimed.length;
      if (claimed.length === 0 || delivered.includes(false)) break;
    }
    return attempts;
  }

  async #deliver(webhook: WebhookRow, delivery: DeliveryRow): Promise<boolean> {
    const { clock, database } = this.#deps;
    const at = clock.now();
    // A sender that slept longer than its lease must not begin: another one has the delivery by now.
    if (at >= delivery.lease_until!) return false;
    const body = JSON.stringify(delivery.body);
    const headers = signatureHeaders(this.#deps, webhook, { id: delivery.delivery_id, at, body });
    const attempt = await send(webhook.url, headers, body, this.#policy, this.#stop.signal);
    const now = clock.now();
    await database.transaction().execute((trx) => this.#settle(trx, webhook, delivery, attempt, now));
    if (attempt.kind !== 'delivered') {
      const { town_id: town, webhook_id, delivery_id, attempts } = delivery;
      const { answer, kind } = attempt;
      this.#deps.logger.warn(
        { town, webhook: webhook_id, delivery: delivery_id, attempts, answer, kind },
        'webhook not delivered',
      );
    }
    return attempt.kind === 'delivered';
  }

  async #settle(
    trx: Trx,
    { webhook_id, name }: WebhookRow,
    delivery: DeliveryRow,
    attempt: Attempt,
    now: Date,
  ): Promise<void> {
    const { town_id: town, attempts, created_at } = delivery;
    const settlement = settlementOf(attempt, attempts, now, this.#stop.signal.aborted);
    if (!(await settleDelivery(trx, delivery, settlement))) return;
    if (settlement.status === 'delivered') {
      await updateWebhook(trx, town, webhook_id, { failures: 0, last_sent_at: now });
      return;
    }
    // Broken off by us: nothing that the endpoint is to blame for.
    if (settlement.error === null) return;
    const webhook = await countFailure(trx, town, webhook_id);
    const reason = webhook?.status === 'active' && reasonToDisable(webhook, attempt, settlement, created_at);
    if (!reason) return;
    await updateWebhook(trx, town, webhook_id, { status: 'disabled', reason });
    const cause = `webhook|${webhook_id}|${now.toISOString()}`;
    await sendNotice(trx, town, { to: 'admin', text: `对外通知“${name}”已停用：${reason}`, cause }, now);
  }
}

/** Why an endpoint that failed is not tried any more (zh-CN); undefined while it may recover. */
function reasonToDisable(
  { failures, last_sent_at }: Pick<WebhookRow, 'failures' | 'last_sent_at'>,
  { kind }: Attempt,
  { status }: Settlement,
  created: Date,
): string | undefined {
  if (kind === 'gone') return '对方答复不再接收（410）';
  const silent = last_sent_at === null || last_sent_at < created;
  if (status === 'failed' && silent) return '连续三天没有送达';
  return failures >= mostFailures ? `连续 ${mostFailures} 次没有送达` : undefined;
}

function settlementOf({ kind, answer, error }: Attempt, attempts: number, now: Date, stopping: boolean): Settlement {
  if (kind === 'delivered') return { status: 'delivered', delivered_at: now, answer, error: null };
  // Broken off by us, not failed by the endpoint.
  if (stopping && answer === null) return { status: 'waiting', next_at: now, answer, error: null };
  const next = kind === 'gone' ? undefined : nextAttempt(attempts, now);
  return next ? { status: 'waiting', next_at: next, answer, error } : { status: 'failed', answer, error };
}
