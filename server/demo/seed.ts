import { seedDepartments } from '../departments/seed.ts';
import type { ServerDeps } from '../deps.ts';
import { buildEngine } from '../engine.ts';
import { testClock } from '../platform/clock.ts';
import { deployShipped } from '../procedures/shipped.ts';
import { listTowns } from '../towns/queries.ts';
import { demoCases } from './cases.ts';
import { createDemoTown, type DemoPerson, demoPassword, demoTown } from './town.ts';
import { walkThrough } from './walk.ts';

/**
 * On a database without any town: enters the demo town, its departments and its procedures, and lives through its cases
 * on a clock that walks from some weeks ago to now, by the very services that people use. Answers the lines for the
 * terminal; none when there is a town already.
 */
export async function seedDemo(deps: ServerDeps): Promise<readonly string[]> {
  const { database, clock, logger } = deps;
  if ((await listTowns(database)).length > 0) return [];
  const now = clock.now();
  const people = await database.transaction().execute(async (trx) => {
    const created = await createDemoTown(trx, now);
    await seedDepartments(trx, deps, demoTown);
    return created;
  });
  await deployShipped(deps);
  // A clock and an engine of their own: the walk ends at the present, where the town's own take over.
  const walking = { ...deps, clock: testClock(new Date(now.getTime() - 40 * 86_400_000)) };
  const engine = buildEngine(walking);
  try {
    await walkThrough({ ...walking, engine }, people, demoCases, now);
  } catch (error) {
    // The town is whole without its sample cases.
    logger.error({ town: demoTown, err: error }, 'demo cases are incomplete');
  } finally {
    await engine.stop();
  }
  return accountLines(people);
}

function accountLines(people: readonly DemoPerson[]): string[] {
  const width = Math.max(...people.map(({ login }) => login.length));
  return [
    `演示账号（密码均为 ${demoPassword}，仅供试用）：`,
    ...people.map(({ login, name, title }) => `  ${login.padEnd(width)}  ${name}（${title}）`),
  ];
}
