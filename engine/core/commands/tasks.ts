import type { Command } from '../../model/command.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode } from '../../model/procedure.ts';
import { type Assignment, pack, unpack } from '../assignment.ts';
import { change, nodeOf, type Run, works } from '../run.ts';
import { finish } from '../scopes.ts';
import { admit, refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

interface OpenTask {
  readonly token: TokenState;
  readonly node: FlowNode;
  readonly assignment: Assignment;
}

/** Takes a task that nobody has; again by the same person changes nothing. */
export function claim(run: Run, { task, user }: Of<'task.claim'>): void {
  const open = find(run, task);
  admitted(open, task, user);
  const { assignee } = open.assignment;
  if (assignee === user) return;
  if (assignee !== undefined) refuse('conflict', `Expected task ${task} to be unclaimed but ${assignee} has it`, HELD);
  assign(run, open, user);
  run.events.push({ type: 'task.claimed', element: open.node.id, task, user });
}

/** Gives a task back to its candidates; only who has it can. */
export function release(run: Run, { task, user }: Of<'task.release'>): void {
  const open = find(run, task);
  const { assignee, candidateGroups, candidateUsers } = open.assignment;
  if (assignee === undefined) refuse('conflict', `Expected task ${task} to be claimed but nobody has it`, FREE);
  if (assignee !== user) refuse('forbidden', `Expected ${assignee} to release task ${task} but it was ${user}`);
  if (candidateGroups.length + candidateUsers.length === 0)
    refuse('conflict', `Expected task ${task} to have candidates to go back to but it has none`, [
      'task.transfer',
      'task.complete',
    ]);
  assign(run, open, undefined);
  run.events.push({ type: 'task.released', element: open.node.id, task, user });
}

/** Hands a task to somebody; whether the one who asks may is the caller's matter. */
export function transfer(run: Run, { task, user, reason }: Of<'task.transfer'>): void {
  const open = find(run, task);
  admitted(open, task, user);
  if (open.assignment.assignee === user)
    refuse('conflict', `Expected task ${task} to go to another but ${user} has it`, HELD);
  assign(run, open, user);
  const because = reason === undefined ? {} : { reason };
  run.events.push({ type: 'task.transferred', element: open.node.id, task, user, ...because });
}

/** Done by who has it; a task that nobody has is claimed by completing it. */
export function complete(run: Run, { task, user, variables }: Of<'task.complete'>): void {
  const results = admit(variables);
  const open = find(run, task);
  const { assignee } = open.assignment;
  if (assignee !== undefined && assignee !== user)
    refuse('forbidden', `Expected ${assignee} to complete task ${task} but it was ${user}`);
  admitted(open, task, user);
  run.consumed = { kind: 'task', id: task };
  run.events.push({ type: 'task.completed', element: open.node.id, task, user });
  change(run.tokens, open.token.i, { w: undefined });
  finish(run, open.token.i, results);
}

const FREE = ['task.claim', 'task.transfer', 'task.complete'];
const HELD = ['task.release', 'task.transfer', 'task.complete'];

function find(run: Run, task: number): OpenTask {
  for (const token of run.tokens.values()) {
    if (token.a !== task) continue;
    const node = nodeOf(run, run.world, token);
    if (node.task && works(run, token, node)) return { token, node, assignment: unpack(token.w) };
    return refuse('conflict', `Expected ${task} to be an open task but it is ${node.id} at ${token.n}`, takes(run));
  }
  return refuse('not-found', `Expected task ${task} to be open but there is none`, takes(run));
}

function admitted({ assignment }: OpenTask, task: number, user: string): void {
  if (assignment.excludedUsers.includes(user))
    refuse('forbidden', `Expected task ${task} to go to somebody else but ${user} is excluded from it`);
}

function assign(run: Run, { token, assignment }: OpenTask, assignee: string | undefined): void {
  change(run.tokens, token.i, { w: pack({ ...assignment, assignee }) });
}
