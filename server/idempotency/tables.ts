export interface IdempotencyTables {
  request_key: {
    town_id: number;
    key: string;
    request_hash: string;
    created_at: Date;
    /** The first answer; null when the route can tell it again by itself. */
    status: number | null;
    answer_enc: Buffer | null;
  };
}
