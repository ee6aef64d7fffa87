import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { Problem } from '../platform/problem.ts';
import { saveDraft, type TaskRow } from './queries.ts';
import { mayAct } from './rights.ts';
import { demandTask, taskId } from './task-id.ts';

export const draftPlace = (task: TaskRow) => ({ field: 'task_draft.data', row: taskId(task) });

/** Keeps what a person has typed so far, for that person only; unchecked. */
export async function keepDraft(
  deps: ServerDeps,
  me: Me,
  id: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const task = await demandTask(deps, me, id);
  if (!mayAct(me, task)) throw new Problem(409, 'task-not-yours', '这项任务已不由您办理');
  const sealed = cipherOf(deps).seal(JSON.stringify(data), draftPlace(task));
  await saveDraft(deps.database, me.town, task, me.id, sealed, deps.clock.now());
}
