import { localIso } from '../calendar/zone.ts';
import { addEvent } from '../cases/timeline.ts';
import type { Trx } from '../db/schema.ts';
import type { ServerDeps } from '../deps.ts';
import { type Me, signatureOf } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { uuidv7 } from '../platform/ids.ts';
import type { TaskDetail } from './contract.ts';
import { insertNote, listNotes, type NoteRow } from './notes.queries.ts';
import type { TaskRow } from './queries.ts';

const place = (id: string) => ({ field: 'task_note.text', row: id });

export interface NewNote {
  readonly kind: NoteRow['kind'];
  readonly words: string | undefined;
  readonly toName?: string;
  readonly toElement?: string;
  /** The line in the timeline of the case. */
  readonly line: string;
}

/** Writes down what was said when a task changed hands: at the task, and in the timeline of its case. */
export async function noteOn(
  trx: Trx,
  deps: Pick<ServerDeps, 'secrets'>,
  me: Me,
  task: TaskRow,
  { kind, words, toName, toElement, line }: NewNote,
  now: Date,
): Promise<void> {
  const id = uuidv7(now);
  await insertNote(trx, {
    ...{ town_id: me.town, instance_id: task.instance_id, note_id: id, task_no: task.task_no, kind, at: now },
    ...{ by_id: me.id, by_name: me.name, to_name: toName ?? null, to_element: toElement ?? null },
    text_enc: words ? cipherOf(deps).seal(words, place(id)) : null,
  });
  if (task.business_key === null) return;
  await addEvent(trx, deps, me.town, {
    ...{ case: task.business_key, at: now, kind: 'person', who: signatureOf(me), text: line, detail: words ?? null },
  });
}

/** What was said of this task, oldest first; of a return, at the task that it opened (both happened at one moment). */
export async function notesOf(
  deps: Pick<ServerDeps, 'database' | 'secrets'>,
  town: number,
  task: TaskRow,
): Promise<TaskDetail['notes']> {
  const rows = await listNotes(deps.database, town, task.instance_id);
  const cipher = cipherOf(deps);
  return rows.filter(concerns(task)).map((row) => ({
    kind: row.kind,
    by: row.by_name,
    to: row.to_name,
    at: localIso(row.at),
    text: row.text_enc && cipher.open(row.text_enc, place(row.note_id)),
  }));
}

const concerns = (task: TaskRow) => (row: NoteRow) =>
  row.kind === 'returned'
    ? row.task_no === task.task_no ||
      (row.to_element === task.element_id && row.at.getTime() === task.created_at.getTime())
    : row.task_no === task.task_no;
