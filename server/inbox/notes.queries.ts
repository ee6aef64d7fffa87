import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { InboxTables } from './tables.ts';

export type NoteRow = Selectable<InboxTables['task_note']>;

export async function insertNote(trx: Trx, row: Insertable<InboxTables['task_note']>): Promise<void> {
  await trx.insertInto('task_note').values(row).execute();
}

/** What was said of the tasks of an instance, oldest first. */
export async function listNotes(db: Db, town: number, instance: string): Promise<NoteRow[]> {
  return db
    .selectFrom('task_note')
    .selectAll()
    .where('town_id', '=', town)
    .where('instance_id', '=', instance)
    .orderBy('at')
    .orderBy('note_id')
    .execute();
}
