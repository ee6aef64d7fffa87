import { has, type Me } from '../identity/guard.ts';
import type { TaskDetail } from './contract.ts';

/** What decides who may act on a task. */
export interface TaskRights {
  readonly status: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | null;
  readonly candidate_groups: readonly string[];
  readonly candidate_users: readonly string[];
  readonly excluded_users: readonly string[];
  readonly ended_by: string | null;
}

type Person = Pick<Me, 'id' | 'roles'>;

/** Nobody has taken it, and it may be this person: by role or by name, and not shut out (回避). */
export function mayClaim(me: Person, task: TaskRights): boolean {
  if (task.status !== 'open' || task.assignee !== null || task.excluded_users.includes(me.id)) return false;
  return (
    task.candidate_users.includes(me.id) ||
    task.candidate_groups.some((group) => (me.roles as readonly string[]).includes(group))
  );
}

/** It is this person's, or could become theirs. */
export const mayAct = (me: Person, task: TaskRights): boolean =>
  (task.status === 'open' && task.assignee === me.id) || mayClaim(me, task);

/** Whether the page of the task exists for this person: it is or was theirs, or they supervise the work of the centre. */
export const maySee = (me: Person, task: TaskRights): boolean =>
  mayAct(me, task) ||
  task.ended_by === me.id ||
  has(me, 'director', 'leader') ||
  (has(me, 'desk', 'mediator') && task.candidate_groups.some((group) => group === 'desk' || group === 'mediator'));

/** What the person may do with it. The director hands out work, whoever has it. */
export function rightsOn(me: Person, task: TaskRights): TaskDetail['may'] {
  if (task.status !== 'open') return [];
  const mine = task.assignee === me.id;
  const may: TaskDetail['may'] = [];
  if (mayClaim(me, task)) may.push('claim');
  if (mine && task.candidate_groups.length + task.candidate_users.length > 0) may.push('release');
  if (mine || has(me, 'director')) may.push('transfer');
  if (mayAct(me, task)) may.push('complete');
  return may;
}
