import type { Command } from '../../model/command.ts';
import { carryOver } from '../migration/check.ts';
import type { Run } from '../run.ts';
import { refuse, takes } from './refuse.ts';

/** Problems that are named when a migration is refused. */
const NAMED = 5;

/** Takes the instance to another version where it stands, or refuses with what stands in the way. */
export function migrate(run: Run, { plan, reason }: Extract<Command, { type: 'migrate' }>): void {
  const before = { view: run, queue: run.queue, active: true };
  const { problems, transfer } = carryOver(before, plan, run.world.procedure);
  if (problems.length > 0 || !transfer) {
    const more = problems.length > NAMED ? ` (and ${problems.length - NAMED} more)` : '';
    const texts = problems.slice(0, NAMED).map(({ message }) => message);
    refuse('conflict', `${texts.join('; ')}${more}`, takes(run));
  }
  run.events.push({ type: 'migrated', reason, plan });
  put(run.scopes, transfer.scopes);
  put(run.tokens, transfer.tokens);
  put(run.subs, transfer.subs);
  put(run.incidents, transfer.incidents);
  run.queue.splice(0, run.queue.length, ...transfer.queue);
}

function put<T>(items: Map<number, T>, changed: ReadonlyMap<number, T | undefined>): void {
  for (const [id, item] of changed)
    if (item === undefined) items.delete(id);
    else items.set(id, item);
}
