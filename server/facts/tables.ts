import type { Variables } from '../../engine/model/variables.ts';
import type { Jsonb } from '../db/columns.ts';

export interface FactTables {
  fact_change: {
    town_id: number;
    change_id: string;
    case_id: string;
    before: Jsonb<Variables> | null;
    after: Jsonb<Variables>;
    at: Date;
  };
}
