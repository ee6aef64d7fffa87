import type { Procedure } from '../../../engine/model/procedure.ts';
import { Rejected } from '../../../engine/model/rejection.ts';
import type { Simulation } from '../../../engine/model/simulation.ts';
import type { Json, Variables } from '../../../engine/model/variables.ts';
import type { JobWait } from '../../../engine/model/wait.ts';
import { simulate } from '../../../engine/simulate/index.ts';
import { calendar } from './calendar.ts';
import { jobLine, momentText, taskLine, tracer } from './trace.ts';

/** One thing that happens. The variables of a completion are the facts that the form's bindings return. */
export type Step =
  | { readonly complete: string; readonly user?: string; readonly variables?: Variables }
  /** A person who must not: the rejection's code is the expectation. */
  | { readonly refused: string; readonly user: string; readonly code: string }
  | { readonly advance: string }
  | { readonly message: string; readonly key: string; readonly variables?: Variables }
  /** Nobody may wait for it now. */
  | { readonly unheard: string; readonly key: string }
  /** Exactly these tasks are open. */
  | { readonly tasks: readonly string[] };

export interface Scenario {
  /** zh-CN: what happens. */
  readonly name: string;
  readonly process: string;
  readonly now: string;
  readonly variables: Variables;
  /** What the actions answer: always the same, or one answer after the other. Others answer nothing. */
  readonly jobs?: { readonly [type: string]: Variables | readonly Variables[] };
  readonly steps: readonly Step[];
  readonly trace: readonly string[];
  readonly status: string;
  /** Variables at the end that matter. */
  readonly variablesAtEnd: { readonly [name: string]: Json };
}

export interface Run {
  readonly trace: readonly string[];
  readonly status: string;
  readonly variables: Variables;
  /** Flows of any procedure that were taken, and boundary events that fired. */
  readonly passed: ReadonlySet<string>;
}

/** Walks a scenario by the engine's own step on a virtual clock. */
export function run(procedures: readonly Procedure[], scenario: Scenario): Run {
  const lines: string[] = [];
  const answers = new Map(
    Object.entries(scenario.jobs ?? {}).map(([type, given]) => [type, [given].flat() as Variables[]]),
  );
  const answer = (job: JobWait): Variables => {
    lines.push(...told(), jobLine(job));
    const given = answers.get(job.type) ?? [{}];
    return (given.length > 1 ? given.shift() : given[0]) ?? {};
  };
  const simulation = simulate(procedures, { now: scenario.now, calendar, jobs: { '*': answer } });
  const told = tracer(simulation);
  const seen = new Set<number>();
  const note = () => {
    lines.push(...told());
    for (const task of simulation.tasks()) if (!seen.has(task.id)) lines.push(taskLine(task));
    for (const { id } of simulation.tasks()) seen.add(id);
  };
  lines.push(`@ ${momentText(simulation.now())}`);
  simulation.start(scenario.process, scenario.variables);
  note();
  for (const step of scenario.steps) take(simulation, step, lines, note);
  const passed = new Set(
    simulation.trace.flatMap((event) =>
      event.type === 'flow' ? [event.flow] : event.type === 'entered' ? [event.element] : [],
    ),
  );
  return { trace: lines, status: simulation.status(), variables: simulation.variables(), passed };
}

function take(simulation: Simulation, step: Step, lines: string[], note: () => void): void {
  if ('advance' in step) {
    advance(simulation, step.advance, lines, note);
    return;
  }
  if ('tasks' in step) {
    const open = simulation.tasks().map(({ element }) => element);
    if (open.join() !== step.tasks.join())
      throw new Error(`Expected the open tasks ${step.tasks} but they are ${open}`);
    return;
  }
  if ('refused' in step) {
    const code = rejection(() => simulation.complete(step.refused, {}, step.user));
    if (code !== step.code) throw new Error(`Expected ${step.user} to be refused (${step.code}) but it was: ${code}`);
    lines.push(`✗ ${step.refused} by ${step.user}: ${code}`);
    return;
  }
  if ('unheard' in step) {
    const code = rejection(() => simulation.message(step.unheard, step.key));
    if (code !== 'not-found') throw new Error(`Expected nobody to wait for ${step.unheard} but somebody does`);
    lines.push(`✗ ${step.unheard}: ${code}`);
    return;
  }
  if ('complete' in step) simulation.complete(step.complete, step.variables ?? {}, step.user);
  else simulation.message(step.message, step.key, step.variables ?? {});
  note();
}

/** Moves the clock from timer to timer, so that every line stands under the moment at which it happened. */
function advance(simulation: Simulation, by: string, lines: string[], note: () => void): void {
  const until = by.startsWith('P') ? simulation.now() + days(by) : Date.parse(by);
  const stops = () =>
    simulation
      .timers()
      .map(({ due }) => due)
      .filter((due) => due <= until);
  while (stops().length > 0) {
    const at = Math.max(simulation.now(), Math.min(...stops()));
    lines.push(`@ ${momentText(at)}`);
    simulation.advance(new Date(at).toISOString());
    note();
  }
  simulation.advance(new Date(until).toISOString());
  lines.push(`@ ${momentText(until)}`);
}

function days(duration: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!match) throw new Error(`Expected a duration of days, hours and minutes but it was ${duration}`);
  const [, d = '0', h = '0', m = '0'] = match;
  return ((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60_000;
}

function rejection(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Rejected) return error.code;
    throw error;
  }
  return 'accepted';
}
