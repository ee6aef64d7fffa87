import type { Insertable } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { DepartmentTables } from './tables.ts';

export type DepartmentRow = DepartmentTables['department'];

/** Departments that can be sent to, in the town's own order. */
export async function listDepartments(db: Db, town: number): Promise<DepartmentRow[]> {
  return db
    .selectFrom('department')
    .selectAll()
    .where('town_id', '=', town)
    .where('disabled_at', 'is', null)
    .orderBy('sort')
    .orderBy('department_id')
    .execute();
}

export async function findDepartment(db: Db, town: number, id: string): Promise<DepartmentRow | undefined> {
  return db
    .selectFrom('department')
    .selectAll()
    .where('town_id', '=', town)
    .where('department_id', '=', id)
    .executeTakeFirst();
}

/** Departments by id, disabled ones too: for what was sent long ago. */
export async function departmentsById(
  db: Db,
  town: number,
  ids: readonly string[],
): Promise<Map<string, DepartmentRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('department')
    .selectAll()
    .where('town_id', '=', town)
    .where('department_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.department_id, row]));
}

export async function insertDepartments(
  db: Db,
  rows: readonly Insertable<DepartmentTables['department']>[],
): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('department')
      .values([...rows])
      .execute();
}

/** Open orders by department, and when each department was last sent one. */
export async function departmentLoad(db: Db, town: number): Promise<Map<string, { open: number; last: Date }>> {
  const rows = await db
    .selectFrom('dispatch_order')
    .select(({ fn }) => [
      'department_id',
      fn.countAll<string>().filterWhere('status', 'in', ['issued', 'signed']).as('open'),
      fn.max('created_at').as('last'),
    ])
    .where('town_id', '=', town)
    .groupBy('department_id')
    .execute();
  return new Map(rows.map(({ department_id, open, last }) => [department_id, { open: Number(open), last }]));
}
