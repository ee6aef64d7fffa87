import { checkMigration, planMigration } from '../../migrate/index.ts';
import type { InstanceState } from '../../model/instance.ts';
import type { MigrationDraft, MigrationPlan, MigrationProblem } from '../../model/operation.ts';
import type { Choice, MigrationTrial } from '../../model/operations.ts';
import type { Step } from '../../model/step.ts';
import type { World } from '../../model/world.ts';
import type { Database } from '../../store/statement.ts';
import type { Procedures } from '../procedures.ts';
import type { Bulks } from './bulks.ts';
import { checkedId, chosenBy, knownVersions } from './choice.ts';
import { matchingInstances } from './filters.ts';

export interface Migrations extends Pick<Bulks, 'clock'> {
  readonly database: Database;
  readonly procedures: Procedures;
  readonly step: Step;
  readonly worldAt: (town: number, now: Date) => Promise<World>;
}

/** Instances looked at by a trial, and read at a time: a state may be large. */
const most = 1000;
const slice = 50;

export async function draftMigration(
  { procedures }: Pick<Migrations, 'procedures'>,
  town: number,
  from: string,
  to: string,
): Promise<MigrationDraft> {
  const [before, after] = await knownVersions({ procedures }, town, [from, to]);
  return planMigration(before!, after!);
}

/** Each chosen instance takes the plan in memory; those that would refuse are named with all that stands against it. */
export async function tryMigration(
  context: Migrations,
  town: number,
  plan: MigrationPlan,
  choice: Choice,
): Promise<MigrationTrial> {
  const { database, procedures, clock, worldAt } = context;
  await knownVersions({ procedures }, town, [plan.from, plan.to]);
  const chosen = await chosenIds(database, town, plan, choice);
  const looked = chosen.slice(0, most);
  const world = await worldAt(town, clock.now());
  const refused: { readonly instance: string; readonly problems: readonly MigrationProblem[] }[] = [];
  for (let at = 0; at < looked.length; at += slice) {
    const ids = looked.slice(at, at + slice);
    const rows = await database
      .selectFrom('instance')
      .select(['instance_id', 'state', 'procedures'])
      .where('town_id', '=', town)
      .where('instance_id', 'in', ids)
      .execute();
    await procedures.prepare(database, town, { keys: rows.flatMap((row) => row.procedures), processes: [] });
    const states = new Map(rows.map((row) => [row.instance_id, row.state]));
    for (const instance of ids) {
      const problems = problemsOf(context.step, world, plan, states.get(instance));
      if (problems.length > 0) refused.push({ instance, problems });
    }
  }
  return { looked: looked.length, more: chosen.length > most, ready: looked.length - refused.length, refused };
}

/** In the order they were given or began; one more than are looked at. */
async function chosenIds(database: Database, town: number, plan: MigrationPlan, choice: Choice): Promise<string[]> {
  if ('instances' in choice) return [...new Set(choice.instances.map(checkedId))];
  const rows = await matchingInstances(database, town, chosenBy(choice.query, { kind: 'migrate', plan }))
    .select('i.instance_id')
    .orderBy('i.instance_id')
    .limit(most + 1)
    .execute();
  return rows.map((row) => row.instance_id);
}

/** Everything the check finds; a refusal of the step that it did not foresee is a problem all the same. */
function problemsOf(
  step: Step,
  world: World,
  plan: MigrationPlan,
  state: InstanceState | undefined,
): readonly MigrationProblem[] {
  const alone = (code: MigrationProblem['code'], message: string): readonly MigrationProblem[] => [
    { code, element: undefined, token: undefined, message },
  ];
  if (!state) return alone('not-active', 'Expected an instance of the town but found none');
  const problems = checkMigration(state, plan, world.procedure);
  if (problems.length > 0) return problems;
  const result = step(state, { type: 'migrate', plan, reason: 'trial' }, world);
  return result.rejected ? alone('not-active', result.message) : [];
}
