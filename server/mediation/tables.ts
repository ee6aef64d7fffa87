import type { Day, Decimal } from '../db/columns.ts';
import type { AgreementStatus } from './lifecycle.ts';

export interface MediationTables {
  mediation_record: {
    town_id: number;
    record_id: string;
    case_id: string;
    cause: string;
    at: Date;
    mediator: string;
    mediator_name: string;
    result: 'agreed' | 'partly' | 'failed' | 'refused';
    place_enc: Buffer;
    process_enc: Buffer;
    present_enc: Buffer;
    attachments: string[];
  };
  agreement: {
    town_id: number;
    agreement_id: string;
    case_id: string;
    cause: string;
    number: string;
    kind: 'written' | 'oral';
    status: AgreementStatus;
    facts_enc: Buffer;
    content_enc: Buffer;
    mode_enc: Buffer;
    place_enc: Buffer | null;
    perform_by: Day;
    amount: Decimal | null;
    made_on: Day;
    signed_sides: string[];
    signed_on: Day | null;
    stamped_on: Day | null;
    effective_on: Day | null;
    confirm_until: Day | null;
    mediator: string;
    mediator_name: string;
    created_at: Date;
  };
}
