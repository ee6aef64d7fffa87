import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { AppointmentTables } from './tables.ts';

export type AppointmentRow = Selectable<AppointmentTables['appointment']>;
export type AppointmentPatch = Updateable<AppointmentTables['appointment']>;

export async function insertAppointment(trx: Trx, row: Insertable<AppointmentTables['appointment']>): Promise<void> {
  await trx.insertInto('appointment').values(row).execute();
}

export async function findAppointment(db: Db, town: number, id: string): Promise<AppointmentRow | undefined> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('town_id', '=', town)
    .where('appointment_id', '=', id)
    .executeTakeFirst();
}

/** The appointment, held until the transaction ends. */
export async function lockAppointment(trx: Trx, town: number, id: string): Promise<AppointmentRow> {
  const row = await trx
    .selectFrom('appointment')
    .selectAll()
    .where('town_id', '=', town)
    .where('appointment_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Error(`Expected appointment ${id} in town ${town} but it does not exist`);
  return row;
}

export async function appointmentsOfCase(db: Db, town: number, caseId: string): Promise<AppointmentRow[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('town_id', '=', town)
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .execute();
}

export async function updateAppointment(trx: Trx, town: number, id: string, patch: AppointmentPatch): Promise<void> {
  await trx
    .updateTable('appointment')
    .set(patch)
    .where('town_id', '=', town)
    .where('appointment_id', '=', id)
    .execute();
}

/** Another appointment that stands in this room at a time that touches this one. */
export async function overlapping(
  db: Db,
  town: number,
  { room, start, end, except }: { room: string; start: Date; end: Date; except: string },
): Promise<AppointmentRow | undefined> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('town_id', '=', town)
    .where('room', '=', room)
    .where('status', '=', 'planned')
    .where('appointment_id', '!=', except)
    .where(sql<boolean>`tstzrange(starts_at, ends_at) && tstzrange(${start}, ${end})`)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst();
}

export interface AppointmentPage {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly past: boolean;
  readonly now: Date;
}

/** Upcoming ones by time, past ones newest first; at most 500. */
export async function listAppointments(
  db: Db,
  town: number,
  { from, to, past, now }: AppointmentPage,
): Promise<AppointmentRow[]> {
  let query = db.selectFrom('appointment').selectAll().where('town_id', '=', town);
  if (from) query = query.where('ends_at', '>', from);
  if (to) query = query.where('starts_at', '<', to);
  if (!from && !to) query = past ? query.where('ends_at', '<', now) : query.where('ends_at', '>=', now);
  const direction = past ? 'desc' : 'asc';
  return query.orderBy('starts_at', direction).orderBy('appointment_id', direction).limit(500).execute();
}
