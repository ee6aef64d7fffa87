import type { AppointmentStatus } from './lifecycle.ts';

export interface AppointmentTables {
  appointment: {
    town_id: number;
    appointment_id: string;
    case_id: string;
    instance_id: string;
    procedure_key: string;
    starts_at: Date;
    ends_at: Date;
    room: string;
    departments: string[];
    persons_enc: Buffer;
    note_enc: Buffer | null;
    status: AppointmentStatus;
    sequence: number;
    moved_reason_enc: Buffer | null;
    no_shows: number;
    created_by: string;
    created_at: Date;
  };
}
