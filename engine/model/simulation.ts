import type { Command } from './command.ts';
import type { HistoryEvent } from './event.ts';
import type { InstanceState, InstanceStatus } from './instance.ts';
import type { Json, Variables } from './variables.ts';
import type { IncidentWait, JobWait, TaskWait, TimerWait } from './wait.ts';
import type { WorkCalendar } from './world.ts';

/** Answers a job at once: the variables it returns complete it; throwing fails it; `{ error: code }` throws a BPMN error. */
export type JobHandler = (
  job: JobWait,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that returns nothing completes the job
) => Variables | { readonly error: string; readonly variables?: Variables } | void;

export interface SimulationOptions {
  /** Start of the virtual clock: ISO 8601 or milliseconds. */
  readonly now: string | number;
  /** Handlers by job type; a job without one waits. `'*'` handles the rest. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Default: Monday to Friday, 17:30 Asia/Shanghai, no holidays. */
  readonly calendar?: WorkCalendar;
  readonly hasHands?: (group: string) => boolean;
}

/** One instance run in memory on a virtual clock by the same step function as the store's. Every method throws `Rejected` on a no. */
export interface Simulation {
  /**
   * The newest version of a process, or the one with this key. `event` names the start event (or other instantiating node)
   * by whose event it begins.
   */
  start(process: string, variables?: Variables, event?: string): void;
  /** Begins an activity of the open ad-hoc sub-process around it. */
  activate(element: string, variables?: Variables): void;
  /** Open tasks, oldest first. */
  tasks(): readonly TaskWait[];
  jobs(): readonly JobWait[];
  timers(): readonly TimerWait[];
  incidents(): readonly IncidentWait[];
  /** Completes the open task or job at this element id, or with this number. */
  complete(elementOrId: string | number, variables?: Variables, user?: string): void;
  claim(elementOrId: string | number, user: string): void;
  /** Fails the job at this element: with a code it is a BPMN error, else its attempts are spent and an incident rises. */
  fail(elementOrId: string | number, failure: { readonly code?: string; readonly message?: string }): void;
  /** Correlates; throws when nobody waits. */
  message(name: string, key: string, variables?: Variables): void;
  signal(name: string, variables?: Variables): void;
  set(variables: Variables): void;
  resolve(incident: number, variables?: Variables): void;
  cancel(reason: string): void;
  /** Any other command, such as an administrator gives. */
  execute(command: Exclude<Command, { type: 'start' }>): void;
  /** Moves the clock by an ISO 8601 duration (`P1D`) or to an instant (`2026-12-01T09:00:00+08:00`), firing due timers in order. */
  advance(by: string): void;
  now(): number;
  readonly trace: readonly HistoryEvent[];
  variables(): Variables;
  value(name: string): Json | undefined;
  status(): InstanceStatus;
  state(): InstanceState;
}
