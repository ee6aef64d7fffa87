import type { Command } from '../../model/command.ts';
import { change, type Run } from '../run.ts';
import { finish } from '../scopes.ts';
import { admitted, assign, FREE, HELD, heldBy, openTask, undelegated } from './open-task.ts';
import { admit, refuse } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Takes a task that nobody has; again by the same person changes nothing. */
export function claim(run: Run, { task, user }: Of<'task.claim'>): void {
  const open = openTask(run, task);
  admitted(open, task, user);
  undelegated(open, task);
  const { assignee } = open.assignment;
  if (assignee === user) return;
  if (assignee !== undefined) refuse('conflict', `Expected task ${task} to be unclaimed but ${assignee} has it`, HELD);
  assign(run, open, user);
  run.events.push({ type: 'task.claimed', element: open.node.id, task, user });
}

/** Gives a task back to its candidates; only who has it can. */
export function release(run: Run, { task, user }: Of<'task.release'>): void {
  const open = openTask(run, task);
  const { assignee, candidateGroups, candidateUsers } = open.assignment;
  if (assignee === undefined) refuse('conflict', `Expected task ${task} to be claimed but nobody has it`, FREE);
  undelegated(open, task);
  heldBy(open, task, user, 'release');
  if (candidateGroups.length + candidateUsers.length === 0)
    refuse(
      'conflict',
      `Expected task ${task} to have candidates to go back to but it has none`,
      HELD.filter((command) => command !== 'task.release'),
    );
  assign(run, open, undefined);
  run.events.push({ type: 'task.released', element: open.node.id, task, user });
}

/**
 * Hands a task to somebody, who from now on answers for it, also when it was delegated; whether the one who asks may is
 * the caller's matter.
 */
export function transfer(run: Run, { task, user, reason }: Of<'task.transfer'>): void {
  const open = openTask(run, task);
  admitted(open, task, user);
  const { assignee, owner } = open.assignment;
  if (assignee === user && owner === undefined)
    refuse('conflict', `Expected task ${task} to go to another but ${user} has it`, HELD);
  assign(run, open, user);
  const because = reason === undefined ? {} : { reason };
  run.events.push({ type: 'task.transferred', element: open.node.id, task, user, ...because });
}

/** Done by who has it; a task that nobody has is claimed by completing it. */
export function complete(run: Run, { task, user, variables }: Of<'task.complete'>): void {
  const results = admit(variables);
  const open = openTask(run, task);
  undelegated(open, task);
  heldBy(open, task, user, 'complete');
  admitted(open, task, user);
  run.consumed = { kind: 'task', id: task };
  run.events.push({ type: 'task.completed', element: open.node.id, task, user });
  change(run.tokens, open.token.i, { w: undefined });
  finish(run, open.token.i, results);
}
