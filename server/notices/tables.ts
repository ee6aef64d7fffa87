export interface NoticeTables {
  notice: {
    town_id: number;
    account_id: string;
    notice_id: string;
    at: Date;
    text: string;
    case_id: string | null;
    read_at: Date | null;
  };
}
