export interface InboxTables {
  task_draft: {
    town_id: number;
    instance_id: string;
    task_no: number;
    account_id: string;
    data_enc: Buffer;
    saved_at: Date;
  };
  task_note: {
    town_id: number;
    instance_id: string;
    note_id: string;
    task_no: number;
    kind: 'delegated' | 'resolved' | 'returned';
    to_element: string | null;
    by_id: string;
    by_name: string;
    to_name: string | null;
    at: Date;
    text_enc: Buffer | null;
  };
}
