import type { Decimal, Jsonb } from '../db/columns.ts';
import type { Message } from './message.ts';

export type WebhookStatus = 'active' | 'off' | 'disabled';
export type DeliveryStatus = 'waiting' | 'sending' | 'delivered' | 'failed';

export interface WebhookTables {
  webhook: {
    town_id: number;
    webhook_id: string;
    name: string;
    url: string;
    kinds: string[];
    status: WebhookStatus;
    reason: string | null;
    secret_enc: Buffer;
    former_enc: Buffer | null;
    former_until: Date | null;
    failures: number;
    last_sent_at: Date | null;
    created_at: Date;
    created_by: string;
  };
  webhook_delivery: {
    town_id: number;
    delivery_id: string;
    webhook_id: string;
    kind: string;
    instance_id: string | null;
    case_number: string | null;
    body: Jsonb<Message>;
    status: DeliveryStatus;
    attempts: number;
    next_at: Date;
    lease_until: Date | null;
    fence: Decimal;
    answer: number | null;
    error: string | null;
    created_at: Date;
    delivered_at: Date | null;
  };
}
