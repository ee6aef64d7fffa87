import type { InstanceState } from '../../model/instance.ts';
import type { MigrationPlan, MigrationProblem } from '../../model/operation.ts';
import type { Procedure } from '../../model/procedure.ts';
import { type Op, type View, viewOf } from '../run.ts';
import { Guide } from './guide.ts';
import { type Transfer, transfer } from './transfer.ts';

/** What one instance is before it is carried over. */
export interface Before {
  readonly view: View;
  readonly queue: readonly Op[];
  readonly active: boolean;
}

/**
 * Why an instance cannot go on in the other version by this plan, where it stands now; empty when it can. `procedures`
 * gives a version by its key (`id@version`), as a world does. Pure: nothing is changed.
 */
export function checkMigration(
  state: InstanceState,
  plan: MigrationPlan,
  procedures: (key: string) => Procedure | undefined,
): readonly MigrationProblem[] {
  const queue = (state.queue ?? []) as unknown as readonly Op[];
  return carryOver({ view: viewOf(state), queue, active: state.status === 'active' }, plan, procedures).problems;
}

/** The instance as it would be, with what stands in the way; without `transfer` nothing could even be tried. */
export function carryOver(
  { view, queue, active }: Before,
  plan: MigrationPlan,
  procedures: (key: string) => Procedure | undefined,
): { readonly problems: readonly MigrationProblem[]; readonly transfer?: Transfer } {
  const whole = (code: MigrationProblem['code'], message: string) => ({
    problems: [{ code, element: undefined, token: undefined, message }],
  });
  if (!active) return whole('not-active', 'Expected an instance that is active but it has ended');
  if (queue.length > 0 && !view.suspended)
    return whole('work-left', 'Expected work left over to be finished before it goes on elsewhere but it is not');
  const [from, to] = [procedures(plan.from), procedures(plan.to)];
  for (const [key, found] of [[plan.from, from] as const, [plan.to, to] as const])
    if (!found) return whole('wrong-version', `Expected version ${key} to be deployed but it is not`);
  if (from!.id !== to!.id)
    return whole('wrong-version', `Expected ${plan.to} to be a version of ${from!.id} but it is one of ${to!.id}`);
  if (![...view.scopes.values()].some(({ p }) => p === plan.from))
    return whole('wrong-version', `Expected the instance to stand in ${plan.from} but it does not`);
  const guide = new Guide(from!, to!, plan);
  const carried = transfer(guide, view, queue);
  return { problems: guide.problems, transfer: carried };
}
