import type { Variables } from '../../engine/model/variables.ts';
import type { Decimal, Jsonb } from '../db/columns.ts';

export interface CaseTables {
  case_file: {
    town_id: number;
    /** Also the id of the instance of the case's lifecycle procedure. */
    case_id: string;
    number: string;
    title: string;
    type: string;
    source: string;
    source_note_enc: Buffer | null;
    level: number | null;
    score: number | null;
    /** Who set the level by hand. */
    level_by: string | null;
    stage: string;
    story_enc: Buffer;
    demand_enc: Buffer | null;
    place_enc: Buffer;
    village_id: string;
    /** Where, to the village only. */
    place: string;
    /** Masked. */
    parties: string;
    people: number;
    amount: Decimal | null;
    facts: Jsonb<Variables>;
    paths: string[];
    willing: boolean | null;
    litigation: boolean;
    needs_department: boolean;
    first_handler: string;
    mediator: string | null;
    outcome: string | null;
    received_at: Date;
    registered_at: Date;
    closed_at: Date | null;
    merged_into: string | null;
    shingles: number[];
    place_idx: Buffer;
  };
  case_report: {
    town_id: number;
    case_id: string;
    report_id: string;
    source: string;
    received_at: Date;
    first_handler: string;
    content_enc: Buffer;
  };
  case_link: { town_id: number; case_id: string; other_id: string; kind: 'merged' | 'linked'; at: Date };
  case_event: {
    town_id: number;
    case_id: string;
    event_id: string;
    at: Date;
    kind: 'person' | 'phone' | 'mail' | 'department' | 'system';
    actor_name: string | null;
    actor_role: string | null;
    text: string;
    detail_enc: Buffer | null;
    attachments: string[];
    order_id: string | null;
  };
  case_stage: { town_id: number; case_id: string; stage: string; at: Date };
}
