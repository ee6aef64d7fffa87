import type { Command } from '../../model/command.ts';
import type { Run } from '../run.ts';
import { assign as write } from '../variables.ts';
import { admitted, assign, FREE, HELD, heldBy, openTask, undelegated } from './open-task.ts';
import { admit, refuse } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Who has a task asks somebody else for a part of it, keeps answering for it and gets it back. */
export function delegate(run: Run, { task, user, to, reason }: Of<'task.delegate'>): void {
  const open = openTask(run, task);
  undelegated(open, task);
  if (open.assignment.assignee === undefined)
    refuse('conflict', `Expected task ${task} to be claimed but nobody has it`, FREE);
  heldBy(open, task, user, 'delegate');
  admitted(open, task, to);
  if (to === user) refuse('invalid', `Expected task ${task} to be delegated to another but ${user} has it`);
  assign(run, open, to, user);
  const because = reason === undefined ? {} : { reason };
  run.events.push({ type: 'task.delegated', element: open.node.id, task, user, to, ...because });
}

/** Gives a delegated task back to who delegated it; what was found is written where the task would write it. */
export function resolve(run: Run, { task, user, variables }: Of<'task.resolve'>): void {
  const values = admit(variables);
  const open = openTask(run, task);
  const { owner } = open.assignment;
  if (owner === undefined)
    refuse(
      'conflict',
      `Expected task ${task} to be delegated but it is not`,
      open.assignment.assignee === undefined ? FREE : HELD,
    );
  heldBy(open, task, user, 'resolve');
  write(run, open.token.i, values);
  if (Object.keys(values).length > 0)
    run.events.push({ type: 'variables.set', scope: open.token.s, variables: values });
  assign(run, { ...open, token: run.tokens.get(open.token.i)! }, owner);
  run.events.push({ type: 'task.resolved', element: open.node.id, task, user, to: owner });
}
