import type { Role } from '../identity/contract.ts';
import { has, type Me } from '../identity/guard.ts';
import type { TaskDetail } from './contract.ts';

/** What decides who may act on a task. */
export interface TaskRights {
  readonly status: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | null;
  /** Who delegated it and answers for it. */
  readonly owner: string | null;
  /** Its procedure is suspended: it is shown and takes nothing. */
  readonly suspended: boolean;
  readonly candidate_groups: readonly string[];
  readonly candidate_users: readonly string[];
  readonly excluded_users: readonly string[];
  readonly ended_by: string | null;
}

type Person = Pick<Me, 'id' | 'roles'>;

/** Whom a part of a task may be asked of: those who work on cases. */
export const helpers: readonly Role[] = ['desk', 'mediator', 'director', 'leader'];

/** Nobody has taken it, and it may be this person: by role or by name, and not shut out (回避). */
export function mayClaim(me: Person, task: TaskRights): boolean {
  if (task.status !== 'open' || task.suspended || task.assignee !== null || task.excluded_users.includes(me.id))
    return false;
  return (
    task.candidate_users.includes(me.id) ||
    task.candidate_groups.some((group) => (me.roles as readonly string[]).includes(group))
  );
}

/** It is with this person, or could be. */
export const mayAct = (me: Person, task: TaskRights): boolean =>
  (task.status === 'open' && !task.suspended && task.assignee === me.id) || mayClaim(me, task);

/** Whether the page of the task exists for this person: it is or was theirs, or they supervise the work of the centre. */
export const maySee = (me: Person, task: TaskRights): boolean =>
  mayAct(me, task) ||
  [task.assignee, task.owner, task.ended_by].includes(me.id) ||
  has(me, 'director', 'leader') ||
  (has(me, 'desk', 'mediator') && task.candidate_groups.some((group) => group === 'desk' || group === 'mediator'));

/**
 * What the person may do with it. The director hands out work, whoever has it. What is delegated is given back by who was
 * asked, or taken back by who asked. `return` only where the page knows steps to return to.
 */
export function rightsOn(me: Person, task: TaskRights): TaskDetail['may'] {
  if (task.status !== 'open' || task.suspended) return [];
  const mine = task.assignee === me.id;
  const director = has(me, 'director');
  const may: TaskDetail['may'] = [];
  if (task.owner !== null) {
    if (mine) may.push('resolve');
    if (task.owner === me.id) may.push('recall');
    else if (director) may.push('transfer');
    return may;
  }
  if (mayClaim(me, task)) may.push('claim');
  if (mine && task.candidate_groups.length + task.candidate_users.length > 0) may.push('release');
  if (mine || director) may.push('transfer');
  if (mine) may.push('delegate', 'return');
  if (mayAct(me, task)) may.push('complete');
  return may;
}
