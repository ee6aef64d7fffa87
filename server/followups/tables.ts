export interface FollowupTables {
  followup: {
    town_id: number;
    followup_id: string;
    case_id: string;
    cause: string;
    due_at: Date;
    done_at: Date | null;
    visitor: string | null;
    channel: 'phone' | 'visit' | 'door' | null;
    satisfaction: 'satisfied' | 'basically' | 'unsatisfied' | null;
    performed: 'yes' | 'partly' | 'no' | 'none' | null;
    note_enc: Buffer | null;
  };
}
