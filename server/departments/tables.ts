export interface DepartmentTables {
  department: {
    town_id: number;
    department_id: string;
    name: string;
    short: string;
    email: string;
    contact: string;
    phone_enc: Buffer;
    scope: string;
    sort: number;
    disabled_at: Date | null;
  };
}
