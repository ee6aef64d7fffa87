import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import { findTask, type TaskRow } from './queries.ts';
import { maySee } from './rights.ts';

/** The public id of a task: `<instance uuid>.<task number>`. */
export const taskId = (task: Pick<TaskRow, 'instance_id' | 'task_no'>): string => `${task.instance_id}.${task.task_no}`;

/** The task, when it is of this town and this person may know of it; else 404. */
export async function demandTask({ database }: Pick<ServerDeps, 'database'>, me: Me, id: string): Promise<TaskRow> {
  const parts = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(\d{1,9})$/i.exec(id);
  const task = parts ? await findTask(database, me.town, parts[1]!, Number(parts[2])) : undefined;
  if (!task || !maySee(me, task)) throw new Problem(404, 'task-not-found', '没有找到这项任务');
  return task;
}
