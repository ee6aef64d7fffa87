import type { MigrationPlan, Modification } from './operation.ts';
import type { Variables } from './variables.ts';

/**
 * What may be asked of one instance. `task`, `job`, `timer`, `subscription` and `incident` are the numbers the state
 * handed out (activation or subscription ids), unique within the instance.
 */
export type Command =
  | { readonly type: 'start'; readonly procedure: string; readonly variables?: Variables; readonly event?: string }
  | { readonly type: 'task.claim'; readonly task: number; readonly user: string }
  | { readonly type: 'task.release'; readonly task: number; readonly user: string }
  /** Hands the task to another person, by whoever is entitled (checked by the caller). */
  | { readonly type: 'task.transfer'; readonly task: number; readonly user: string; readonly reason?: string }
  | { readonly type: 'task.complete'; readonly task: number; readonly user: string; readonly variables?: Variables }
  /** Asks somebody else for a part of it: who has the task keeps answering for it and gets it back by `task.resolve`. */
  | {
      readonly type: 'task.delegate';
      readonly task: number;
      readonly user: string;
      readonly to: string;
      readonly reason?: string;
    }
  /** Gives a delegated task back to who delegated it, with what was found. */
  | { readonly type: 'task.resolve'; readonly task: number; readonly user: string; readonly variables?: Variables }
  /** Ends the task undone and sets the work back to a step that was done before in the same scope. */
  | {
      readonly type: 'task.return';
      readonly task: number;
      readonly user: string;
      readonly to: string;
      readonly reason: string;
    }
  | { readonly type: 'job.complete'; readonly job: number; readonly variables?: Variables }
  /** An attempt failed. `left` attempts remain; 0 raises an incident. */
  | { readonly type: 'job.fail'; readonly job: number; readonly message: string; readonly left: number }
  /** The job ends with a business error that a boundary event may catch. */
  | {
      readonly type: 'job.error';
      readonly job: number;
      readonly code: string;
      readonly message?: string;
      readonly variables?: Variables;
    }
  | { readonly type: 'timer.fire'; readonly timer: number }
  | { readonly type: 'message'; readonly subscription: number; readonly variables?: Variables }
  | { readonly type: 'signal'; readonly name: string; readonly variables?: Variables }
  /** Begins an activity of an ad-hoc sub-process (once more). */
  | { readonly type: 'activate'; readonly scope: number; readonly element: string; readonly variables?: Variables }
  | { readonly type: 'variables.set'; readonly variables: Variables; readonly scope?: number }
  /** Retries what stands in the incident, optionally after mending variables. */
  | { readonly type: 'incident.resolve'; readonly incident: number; readonly variables?: Variables }
  /** Goes on as if the work that the incident holds had been done, with these results. */
  | {
      readonly type: 'incident.skip';
      readonly incident: number;
      readonly reason: string;
      readonly variables?: Variables;
    }
  /** Nothing moves until `resume`: jobs and timers are withdrawn (a timer keeps its due date), tasks and messages refuse. */
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly reason?: string }
  /** Cancels, adds and moves tokens, in order, all or nothing. */
  | { readonly type: 'modify'; readonly reason: string; readonly changes: readonly Modification[] }
  /** Takes the instance to another version by a plan, where it stands; `checkMigration` says what would refuse. */
  | { readonly type: 'migrate'; readonly plan: MigrationPlan; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  /** Goes on with the work that a budget stopped. */
  | { readonly type: 'continue' };

export type CommandType = Command['type'];
