import type { App, ServerDeps } from '../deps.ts';
import { liveOf } from '../live/hub.ts';
import { afterDelivery } from './bounce.ts';
import { Mailer } from './mailer.ts';
import { smtpTransport } from './transport.ts';

/** Sends the outbox while the server is open. Without `SMTP_URL` mails wait and are read in the outbox. */
export function deliverMail(app: App, deps: ServerDeps): void {
  if (deps.settings.smtpUrl === undefined) return;
  const live = liveOf(deps);
  const mailer = new Mailer(deps, {
    transport: smtpTransport(deps.settings),
    settled: afterDelivery(deps),
    changed: ({ town_id, mail_id, order_id }) => {
      live.publish(town_id, { topic: 'mail', id: mail_id });
      if (order_id) live.publish(town_id, { topic: 'order', id: order_id });
    },
  });
  app.addHook('onListen', async () => mailer.start());
  app.addHook('onClose', () => mailer.stop());
}
