import type { TokenState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';
import { type Assignment, pack, unpack } from '../assignment.ts';
import { change, nodeOf, type Run, works } from '../run.ts';
import { refuse, takes } from './refuse.ts';

/** A task that somebody can work at now. */
export interface OpenTask {
  readonly token: TokenState;
  readonly node: FlowNode;
  readonly assignment: Assignment;
}

/** What a task takes: that nobody has, that somebody has, that is delegated. */
export const FREE = ['task.claim', 'task.transfer', 'task.return', 'task.complete'];
export const HELD = ['task.release', 'task.transfer', 'task.delegate', 'task.return', 'task.complete'];
export const DELEGATED = ['task.resolve', 'task.transfer'];

/** The open task with this number; refused when it has ended (somebody else was quicker) and when there never was one. */
export function openTask(run: Run, task: number): OpenTask {
  for (const token of run.tokens.values()) {
    if (token.a !== task) continue;
    const node = nodeOf(run, run.world, token);
    if (node.task && works(run, token, node)) return { token, node, assignment: unpack(token.w) };
    return refuse('conflict', `Expected ${task} to be an open task but it is ${node.id} at ${token.n}`, takes(run));
  }
  if (task > 0 && task <= run.n)
    return refuse('conflict', `Expected task ${task} to be open but it is so no longer`, takes(run));
  return refuse('not-found', `Expected task ${task} to be open but there is none`, takes(run));
}

/** Refuses somebody who may not take the task (回避). */
export function admitted({ assignment }: OpenTask, task: number, user: string): void {
  if (assignment.excludedUsers.includes(user))
    refuse('forbidden', `Expected task ${task} to go to somebody else but ${user} is excluded from it`);
}

/** A delegated task is with somebody who answers to its owner, and takes nothing else until it is given back. */
export function undelegated({ assignment: { assignee, owner } }: OpenTask, task: number): void {
  if (owner !== undefined)
    refuse('conflict', `Expected task ${task} to be resolved first but ${assignee} has it for ${owner}`, DELEGATED);
}

/** Refuses everybody but who has the task; of a task that nobody has anybody is taken. */
export function heldBy({ assignment: { assignee } }: OpenTask, task: number, user: string, deed: string): void {
  if (assignee !== undefined && assignee !== user)
    refuse('forbidden', `Expected ${assignee} to ${deed} task ${task} but it was ${user}`);
}

/** Gives the task to somebody, or to nobody; an owner stays only where one is named. */
export function assign(
  run: Run,
  { token, assignment }: OpenTask,
  assignee: string | undefined,
  owner: string | undefined = undefined,
): void {
  change(run.tokens, token.i, { w: pack({ ...assignment, assignee, owner }) });
}
