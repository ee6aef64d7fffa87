import type { Decimal } from '../db/columns.ts';

export type MailStatus = 'waiting' | 'sending' | 'sent' | 'unknown' | 'failed' | 'held';

export interface MailTables {
  mail: {
    town_id: number;
    mail_id: string;
    cause: string;
    to_address: string;
    to_name: string;
    kind: string;
    subject: string;
    message_id: string;
    body_enc: Buffer;
    case_id: string | null;
    order_id: string | null;
    appointment_id: string | null;
    status: MailStatus;
    attempts: number;
    next_at: Date;
    lease_until: Date | null;
    fence: Decimal;
    error: string | null;
    created_at: Date;
    sent_at: Date | null;
  };
  outgoing_hold: {
    town_id: number;
    since: Date;
    reason: 'restore' | 'recovery';
    as_of: Date | null;
  };
}
