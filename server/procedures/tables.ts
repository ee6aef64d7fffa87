import type { SourceFile } from '../../engine/model/problem.ts';
import type { Jsonb } from '../db/columns.ts';

export interface ProcedureTables {
  procedure_draft: {
    town_id: number;
    process_id: string;
    files: Jsonb<readonly SourceFile[]>;
    rev: number;
    base: number;
    saved_at: Date;
    saved_by: string;
    saved_by_name: string;
  };
  procedure_shipped: { town_id: number; process_id: string; checksum: string; procedure_key: string };
}
