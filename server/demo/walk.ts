import { fireAlarms } from '../alarms/fire.ts';
import { isWorkday } from '../calendar/counting.ts';
import { dayTable } from '../calendar/town.ts';
import { dayNumber, startOfDay } from '../calendar/zone.ts';
import { demandCase } from '../cases/find.ts';
import { openTasksOf } from '../cases/work.queries.ts';
import type { ServerDeps } from '../deps.ts';
import { unrepeated } from '../idempotency/repeat.ts';
import type { Me } from '../identity/guard.ts';
import { completeTask } from '../inbox/complete.ts';
import { taskId } from '../inbox/task-id.ts';
import type { CaseNew } from '../intake/contract.ts';
import { registerCase } from '../intake/register.ts';
import { listParties } from '../parties/queries.ts';
import type { TestClock } from '../platform/clock.ts';
import { nextDue } from './queries.ts';
import { type DemoPerson, demoTown } from './town.ts';

/** What a step of a case may know. */
export interface StepContext {
  /** Ids of the parties in their order. */
  readonly parties: readonly string[];
  /** The level that the case was graded with. */
  readonly level: number;
  /** The moment of a working day: `day(1, '09:30')` is tomorrow's, `day(0, …)` that of the day when the seed runs. */
  day(ahead: number, time: string): string;
}

/** Something that somebody does on a case: registers it, or completes its open task of this name. */
export interface Step {
  /** Working days before the day when the seed runs. */
  readonly ago: number;
  readonly time: string;
  readonly who: string;
  readonly task?: string;
  readonly data?: (context: StepContext) => Readonly<Record<string, unknown>>;
}

export interface DemoCase {
  readonly input: CaseNew;
  readonly steps: readonly Step[];
}

type WalkingDeps = ServerDeps & { readonly clock: TestClock };

/** Carries out the steps of all cases in the order of their time, with what falls due in between, up to `now`. */
export async function walkThrough(
  deps: WalkingDeps,
  people: readonly DemoPerson[],
  cases: readonly DemoCase[],
  now: Date,
): Promise<void> {
  const workday = await workdays(deps, now);
  const ids = new Map<DemoCase, string>();
  const steps = cases
    .flatMap((one) => one.steps.map((step) => ({ one, step, at: at(workday(-step.ago), step.time) })))
    .filter((planned) => planned.at < now.getTime())
    .sort((a, b) => a.at - b.at);
  for (const { one, step, at: moment } of steps) {
    await passTo(deps, moment);
    const me = meOf(people, step.who);
    const known = ids.get(one);
    if (!known) ids.set(one, (await registerCase(deps, me, one.input, unrepeated)).id);
    else await doTask(deps, me, known, step, (ahead, time) => new Date(at(workday(ahead), time)).toISOString());
    await deps.engine.drain(demoTown);
  }
  await passTo(deps, now.getTime());
}

/** Timers and reminders fall due at their own moments, not all at the end: the clock stops at each. */
async function passTo(deps: WalkingDeps, moment: number): Promise<void> {
  for (
    let due = await nextDue(deps.database, demoTown);
    due && due.getTime() <= moment;
    due = await nextDue(deps.database, demoTown)
  ) {
    deps.clock.set(new Date(Math.max(due.getTime(), deps.clock.now().getTime())));
    const done = (await deps.engine.drain(demoTown)) + (await fireAlarms(deps, demoTown));
    if (done === 0) break;
  }
  deps.clock.set(new Date(Math.max(moment, deps.clock.now().getTime())));
}

async function doTask(deps: WalkingDeps, me: Me, caseId: string, step: Step, day: StepContext['day']): Promise<void> {
  const open = await openTasksOf(deps.database, demoTown, [caseId]);
  const task = open.find(({ name }) => name === step.task);
  if (!task)
    throw new Error(
      `Expected an open task “${step.task}” of the demo case but there are ${open.map(({ element_id }) => element_id).join(', ') || 'none'}`,
    );
  const parties = (await listParties(deps.database, demoTown, caseId)).map((party) => party.party_id);
  const { level } = await demandCase(deps, demoTown, caseId);
  await completeTask(deps, me, taskId(task), step.data?.({ parties, level: level ?? 1, day }) ?? {}, unrepeated);
}

/** Finds working days around the day of a moment: 0 is that day, or the next working day; -1 the one before … */
async function workdays({ database }: WalkingDeps, now: Date): Promise<(offset: number) => number> {
  const table = await dayTable(database, demoTown);
  let today = dayNumber(now);
  while (!isWorkday(table, today)) today++;
  return (offset) => {
    let day = today;
    for (let left = Math.abs(offset); left > 0; ) {
      day += Math.sign(offset);
      if (isWorkday(table, day)) left--;
    }
    return day;
  };
}

const at = (day: number, time: string) =>
  startOfDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;

function meOf(people: readonly DemoPerson[], login: string): Me {
  const person = people.find((one) => one.login === login);
  if (!person) throw new Error(`Expected ${login} among the people of the demo town but found nobody`);
  return { ...person, town: demoTown, mustChangePassword: false, session: Buffer.alloc(0), csrf: '' };
}
