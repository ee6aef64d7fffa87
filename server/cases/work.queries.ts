import { type Selectable, sql } from 'kysely';
import { type EngineTables, statement } from '../../engine/index.ts';
import type { Db } from '../db/schema.ts';
import { together } from '../platform/together.ts';

/** Open tasks of these cases, those due first before the others. */
export async function openTasksOf(db: Db, town: number, cases: readonly string[]) {
  if (cases.length === 0) return [];
  return db
    .selectFrom('task')
    .selectAll()
    .where('town_id', '=', town)
    .where('business_key', 'in', [...cases])
    .where('status', '=', 'open')
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('created_at')
    .orderBy('task_no')
    .execute();
}

const selectOpenTasks = statement<Selectable<EngineTables['task']>>(
  'task.open-of-case',
  `select t.* from task t where t.town_id = $1 and t.business_key = any($2::text[]) and t.status = 'open'
   order by t.due_at asc nulls last, t.created_at, t.task_no`,
);

const openTasksOfCase = together({
  find: selectOpenTasks,
  keyed: (rows) => Map.groupBy(rows, (row) => row.business_key!),
});

/** Open tasks of one case, in the same order. */
export const openTasksOfOne = async (db: Db, town: number, caseId: string) =>
  (await openTasksOfCase(db, town, caseId)) ?? [];

/** Every task that a case had, oldest first. */
export async function tasksOf(db: Db, town: number, caseId: string) {
  return db
    .selectFrom('task')
    .selectAll()
    .where('town_id', '=', town)
    .where('business_key', '=', caseId)
    .orderBy('created_at')
    .orderBy('instance_id')
    .orderBy('task_no')
    .execute();
}

/** What cases wait for outside of tasks: open message subscriptions of their instances, by name. */
export async function waitsOf(
  db: Db,
  town: number,
  cases: readonly string[],
): Promise<{ case: string; name: string }[]> {
  if (cases.length === 0) return [];
  const rows = await db
    .selectFrom('instance')
    .innerJoin('subscription', (join) =>
      join
        .onRef('subscription.town_id', '=', 'instance.town_id')
        .onRef('subscription.instance_id', '=', 'instance.instance_id'),
    )
    .select(['instance.business_key', 'subscription.name'])
    .where('instance.town_id', '=', town)
    .where('subscription.town_id', '=', town)
    .where('instance.business_key', 'in', [...cases])
    .execute();
  return rows.map((row) => ({ case: row.business_key!, name: row.name }));
}

/** Cases among these whose procedure stands still until an administrator mends it. */
export async function stoppedOf(db: Db, town: number, cases: readonly string[]): Promise<Set<string>> {
  if (cases.length === 0) return new Set();
  const rows = await db
    .selectFrom('incident')
    .select('business_key')
    .where('town_id', '=', town)
    .where('business_key', 'in', [...cases])
    .where('resolved_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.business_key!));
}

/** Instances that work for a case, the lifecycle first. */
export async function instancesOf(db: Db, town: number, caseId: string) {
  const rows = await db
    .selectFrom('instance')
    .select(['instance_id', 'procedure_key', 'status', 'created_at'])
    .where('town_id', '=', town)
    .where('business_key', '=', caseId)
    .orderBy('created_at')
    .execute();
  return rows.sort((a, b) => Number(b.instance_id === caseId) - Number(a.instance_id === caseId));
}

/** When the parties of these cases meet next. */
export async function plannedMeetings(db: Db, town: number, cases: readonly string[]): Promise<Map<string, Date>> {
  if (cases.length === 0) return new Map();
  const rows = await db
    .selectFrom('appointment')
    .select(({ fn }) => ['case_id', fn.min('starts_at').as('starts_at')])
    .where('town_id', '=', town)
    .where('case_id', 'in', [...cases])
    .where('status', '=', 'planned')
    .groupBy('case_id')
    .execute();
  return new Map(rows.map((row) => [row.case_id, row.starts_at]));
}

/** The day of the next follow-up visit of these cases. */
export async function plannedVisits(db: Db, town: number, cases: readonly string[]): Promise<Map<string, Date>> {
  if (cases.length === 0) return new Map();
  const rows = await db
    .selectFrom('followup')
    .select(({ fn }) => ['case_id', fn.min('due_at').as('due_at')])
    .where('town_id', '=', town)
    .where('case_id', 'in', [...cases])
    .where('done_at', 'is', null)
    .groupBy('case_id')
    .execute();
  return new Map(rows.map((row) => [row.case_id, row.due_at]));
}

const awaitingDepartment = ['issued', 'signed'] as const;

/** Short names of the departments that these cases wait for, with what for. */
export async function awaitedDepartments(db: Db, town: number, cases: readonly string[]) {
  if (cases.length === 0) return [];
  return db
    .selectFrom('dispatch_order')
    .innerJoin('department', (join) =>
      join
        .onRef('department.town_id', '=', 'dispatch_order.town_id')
        .onRef('department.department_id', '=', 'dispatch_order.department_id'),
    )
    .select([
      'dispatch_order.case_id',
      'dispatch_order.status',
      'dispatch_order.sign_due',
      'dispatch_order.result_due',
      'dispatch_order.issued_at',
      'department.short',
    ])
    .where('dispatch_order.town_id', '=', town)
    .where('dispatch_order.case_id', 'in', [...cases])
    .where('dispatch_order.status', 'in', [...awaitingDepartment])
    .orderBy('dispatch_order.issued_at')
    .execute();
}

export async function ordersOf(db: Db, town: number, caseId: string) {
  return db
    .selectFrom('dispatch_order')
    .innerJoin('department', (join) =>
      join
        .onRef('department.town_id', '=', 'dispatch_order.town_id')
        .onRef('department.department_id', '=', 'dispatch_order.department_id'),
    )
    .select([
      'dispatch_order.order_id',
      'dispatch_order.number',
      'dispatch_order.kind',
      'dispatch_order.status',
      'dispatch_order.sign_due',
      'dispatch_order.result_due',
      'dispatch_order.issued_at',
      'dispatch_order.created_at',
      'department.short',
    ])
    .where('dispatch_order.town_id', '=', town)
    .where('dispatch_order.case_id', '=', caseId)
    .orderBy('dispatch_order.created_at')
    .execute();
}

export async function appointmentsOf(db: Db, town: number, caseId: string) {
  return db
    .selectFrom('appointment')
    .select(['appointment_id', 'starts_at', 'ends_at', 'room', 'status', 'created_at'])
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('starts_at')
    .execute();
}

/** What the volume holds: counts of records, agreements, follow-ups that were made, and titles of documents. */
export async function volumeOf(db: Db, town: number, caseId: string) {
  const [records, agreements, followups, documents] = await Promise.all([
    db
      .selectFrom('mediation_record')
      .select('result')
      .where('town_id', '=', town)
      .where('case_id', '=', caseId)
      .execute(),
    db
      .selectFrom('agreement')
      .select(['kind', 'signed_on'])
      .where('town_id', '=', town)
      .where('case_id', '=', caseId)
      .execute(),
    db
      .selectFrom('followup')
      .select('due_at')
      .where('town_id', '=', town)
      .where('case_id', '=', caseId)
      .where('done_at', 'is not', null)
      .execute(),
    db.selectFrom('document').select('title').where('town_id', '=', town).where('case_id', '=', caseId).execute(),
  ]);
  return { records, agreements, followups, documents: documents.map((row) => row.title) };
}
