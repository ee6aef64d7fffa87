import type { Command } from '../../model/command.ts';
import type { Run } from '../run.ts';
import { refuse, takes } from './refuse.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Stops the instance where it stands; work left over by a budget waits with it. */
export function suspend(run: Run, { reason }: Of<'suspend'>): void {
  run.suspended = true;
  run.events.push({ type: 'instance.suspended', reason });
}

/** Goes on where it stood. Conditions are looked at again, for variables may have been mended meanwhile. */
export function resume(run: Run, { reason }: Of<'resume'>): void {
  if (!run.suspended) refuse('conflict', 'Expected a suspended instance to resume but it is not suspended', takes(run));
  run.suspended = false;
  run.dirty = true;
  run.events.push({ type: 'instance.resumed', ...(reason === undefined ? {} : { reason }) });
}
