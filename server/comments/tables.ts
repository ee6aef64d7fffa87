export interface CommentTables {
  case_comment: {
    town_id: number;
    case_id: string;
    comment_id: string;
    task_name: string | null;
    author_id: string;
    author_name: string;
    author_role: string | null;
    at: Date;
    /** Null once it was taken back. */
    text_enc: Buffer | null;
    deleted_at: Date | null;
  };
}
