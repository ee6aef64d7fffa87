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
  | { readonly type: 'cancel'; readonly reason: string }
  /** Goes on with the work that a budget stopped. */
  | { readonly type: 'continue' };

export type CommandType = Command['type'];
