export interface DocumentTables {
  document: {
    town_id: number;
    document_id: string;
    case_id: string;
    cause: string;
    template: string;
    title: string;
    body_enc: Buffer;
    at: Date;
  };
}
