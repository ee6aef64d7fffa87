import type { Moment } from './calendar.ts';
import type { Procedure } from './procedure.ts';

export type { WorkCalendar } from './calendar.ts';

/**
 * Everything that a step may ask of the outside, handed in by the caller so that the step stays pure.
 * Whatever is asked is answered synchronously; the store keeps the answers that can change over time
 * (`Answer`) with the command, so that a replay years later hears the same.
 */
export interface World extends Moment {
  /** The procedure with this key (`id@version`), or undefined when it was never deployed in this town. */
  procedure(key: string): Procedure | undefined;
  /** The newest deployed version of the process in this town. */
  latest(processId: string): Procedure | undefined;
  /** The newest deployed version of the process that carries the tag; a world without it knows no tags. */
  tagged?(processId: string, tag: string): Procedure | undefined;
  /** Whether anybody active in this town can take tasks of this candidate group (a role, or a place in the organisation tree). */
  hasHands(group: string): boolean;
}

/** One recorded question and its answer; `question` is `latest:<process>`, `workdays:<from>:<n>` … */
export type Answer = readonly [question: string, answer: string | number | boolean | null];
