import type { OrderKind, OrderStatus } from './lifecycle.ts';

interface Ruled {
  reason_enc: Buffer;
  accepted: boolean | null;
  ruling_enc: Buffer | null;
  ruled_at: Date | null;
  ruled_by: string | null;
}

export interface OrderTables {
  dispatch_order: {
    town_id: number;
    order_id: string;
    case_id: string;
    instance_id: string;
    procedure_key: string;
    number: string | null;
    title: string;
    department_id: string;
    kind: OrderKind;
    cause: 'not_ours' | 'coordination';
    reason_enc: Buffer;
    request_enc: Buffer;
    urgent: boolean;
    result_days: number;
    status: OrderStatus;
    bounced: boolean;
    created_by: string;
    created_at: Date;
    approved_by: string | null;
    approved_at: Date | null;
    opinion_enc: Buffer | null;
    issued_at: Date | null;
    sign_due: Date | null;
    result_due: Date | null;
    signed_at: Date | null;
    signed_by_enc: Buffer | null;
    reported_at: Date | null;
    result_enc: Buffer | null;
    verdict_enc: Buffer | null;
    closed_at: Date | null;
  };
  order_return: Ruled & { town_id: number; order_id: string; no: number; at: Date; from_status: 'issued' | 'signed' };
  order_extension: Ruled & { town_id: number; order_id: string; no: number; at: Date; days: number };
  order_rung: { town_id: number; order_id: string; job_key: string; rung: string; phase: 'sign' | 'result'; at: Date };
  order_link: {
    town_id: number;
    link_id: string;
    order_id: string;
    token_hash: Buffer;
    to_name: string;
    to_address: string;
    created_at: Date;
    revoked_at: Date | null;
  };
  order_opening: { town_id: number; link_id: string; at: Date };
}
