import type { ColumnType } from 'kysely';

export interface AlarmTables {
  alarm: {
    town_id: number;
    instance_id: string;
    task_no: number;
    alarm_no: number;
    at: Date;
    /** 提醒 催办 督办 通报 超期 */
    verb: string;
    /** `assignee`, a role, or an account id. */
    audience: string;
    /** Name of the step. */
    step: string;
    case_id: string | null;
    fired_at: ColumnType<Date | null, Date | null | undefined, Date>;
  };
}
