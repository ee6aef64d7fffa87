import type { Procedure } from './procedure.ts';

/**
 * Everything that a step may ask of the outside, handed in by the caller so that the step stays pure.
 * Whatever is asked is answered synchronously; the store keeps the answers that can change over time
 * (`Answer`) with the command, so that a replay years later hears the same.
 */
export interface World {
  /** The moment of the command, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** The procedure with this key (`id@version`), or undefined when it was never deployed in this town. */
  procedure(key: string): Procedure | undefined;
  /** The newest deployed version of the process in this town. */
  latest(processId: string): Procedure | undefined;
  /** The town's working-day calendar. */
  readonly calendar: WorkCalendar;
  /** Whether anybody active in this town can take tasks of this candidate group (a role, or a place in the organisation tree). */
  hasHands(group: string): boolean;
}

/** Day counting of one town (Asia/Shanghai). The day of the event is not counted: 民法典 201. */
export interface WorkCalendar {
  /** Close of business of the n-th working day after the day of `from`; n may be 0 (the same day, or the next working day if it is none). Milliseconds. */
  workdays(from: number, n: number): number;
  /** End of the n-th calendar day after `from`, rolled over to the next working day when it falls on a holiday: 民法典 203. Milliseconds. */
  calendarDays(from: number, n: number): number;
  /** `n` working hours after `from`, inside business hours. Milliseconds. */
  workhours(from: number, n: number): number;
  /** Whether the day of this moment is a working day. */
  isWorkday(at: number): boolean;
  /** Whether a year between the two moments has no official calendar yet. */
  provisional(from: number, to: number): boolean;
}

/** One recorded question and its answer; `question` is `latest:<process>`, `workdays:<from>:<n>` … */
export type Answer = readonly [question: string, answer: string | number | boolean | null];
