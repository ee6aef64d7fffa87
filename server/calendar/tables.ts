import type { Day } from '../db/columns.ts';

export interface CalendarTables {
  calendar_year: { town_id: number; year: number; official: boolean; source: string };
  calendar_day: { town_id: number; day: Day; kind: 'holiday' | 'makeup'; name: string };
}
