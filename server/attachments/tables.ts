export interface AttachmentTables {
  attachment: {
    town_id: number;
    attachment_id: string;
    case_id: string;
    order_id: string | null;
    name_enc: Buffer;
    size: number;
    type: string;
    /** Hash of the content and name of the stored file. */
    sha256: string;
    at: Date;
    by_name: string;
  };
}
