export interface InboxTables {
  task_draft: {
    town_id: number;
    instance_id: string;
    task_no: number;
    account_id: string;
    data_enc: Buffer;
    saved_at: Date;
  };
}
