import type { Decimal, Jsonb } from '../db/columns.ts';
import type { AuditDetails } from './chain.ts';

export interface AuditTables {
  audit_entry: {
    town_id: number;
    seq: Decimal;
    at: Date;
    actor_kind: string;
    actor_id: string;
    actor_name: string;
    action: string;
    object: string | null;
    ok: boolean;
    details: Jsonb<AuditDetails>;
    prev_hash: string;
    hash: string;
  };
  audit_head: { town_id: number; seq: Decimal; hash: string };
}
