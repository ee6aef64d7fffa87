import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { cipherOf } from '../parties/cipher.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { WebhookRow } from './queries.ts';

type Needs = { readonly secrets: Secrets };

const place = (row: string) => ({ field: 'webhook.secret', row });

/** A secret of 256 bits in the form of Standard Webhooks. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const sealSecret = (deps: Needs, id: string, secret: string): Buffer => cipherOf(deps).seal(secret, place(id));

/** Headers that sign a body; while the endpoint changes over, by both secrets. */
export function signatureHeaders(
  deps: Needs,
  webhook: Pick<WebhookRow, 'webhook_id' | 'secret_enc' | 'former_enc' | 'former_until'>,
  message: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  const { webhook_id, secret_enc, former_enc, former_until } = webhook;
  const sealed = [secret_enc, ...(former_enc && former_until && former_until > message.at ? [former_enc] : [])];
  const signatures = sealed.map((one) =>
    new Webhook(cipherOf(deps).open(one, place(webhook_id))).sign(message.id, message.at, message.body),
  );
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
