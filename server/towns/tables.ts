import type { Jsonb } from '../db/columns.ts';
import type { TownSettings } from './settings.ts';

export interface TownTables {
  town: {
    town_id: number;
    name: string;
    centre: string;
    duty_phone: string;
    address: string;
    settings: Jsonb<TownSettings>;
    created_at: Date;
  };
  org_unit: {
    town_id: number;
    unit_id: string;
    parent_id: string | null;
    kind: 'city' | 'town' | 'village' | 'grid' | 'office';
    name: string;
    sort: number;
  };
  numbering: { town_id: number; prefix: string; year: number; last: number };
}
