import type { Json, Variables } from './variables.ts';

/**
 * What an instance waits for, as rows outside its state. The effects of a step are the difference of the waits before and
 * after it, so that no cancellation can be forgotten. Numbers are unique within the instance.
 */
export type Wait = TaskWait | JobWait | TimerWait | SubscriptionWait | IncidentWait;

export interface TaskWait {
  readonly kind: 'task';
  readonly id: number;
  /** Key of the procedure the element belongs to (that of the called procedure inside a call). */
  readonly procedure: string;
  readonly element: string;
  readonly name: string;
  readonly created: number;
  /** User id, once claimed or assigned. */
  readonly assignee?: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  /** Users who may not take it (回避, “by someone other than the handler”). */
  readonly excludedUsers: readonly string[];
  /** Key of the form in the procedure's folder (`forms/<form>.json`). */
  readonly form?: string;
  /** Milliseconds. */
  readonly due?: number;
  readonly followUp?: number;
  /** 0 (low) to 100 (high); 50 when not set. */
  readonly priority: number;
  /** Who delegated it and gets it back. */
  readonly owner?: string;
  /** The instance is suspended: the task is shown and takes nothing. */
  readonly suspended?: true;
}

/**
 * Work for a worker. A failed attempt changes nothing here; once the attempts are spent (or the error is uncaught) the job
 * closes (`cancelled`) and its incident opens, and resolving the incident opens the job again under the same number with
 * all its retries.
 */
export interface JobWait {
  readonly kind: 'job';
  readonly id: number;
  readonly procedure: string;
  readonly element: string;
  /** Job type: the name of the action. */
  readonly type: string;
  /** Evaluated input mappings. */
  readonly input: Variables;
  readonly headers: { readonly [name: string]: string };
  readonly retries: number;
}

export interface TimerWait {
  readonly kind: 'timer';
  readonly id: number;
  readonly element: string;
  readonly due: number;
}

export interface SubscriptionWait {
  readonly kind: 'subscription';
  readonly id: number;
  readonly element: string;
  readonly event: 'message' | 'signal';
  readonly name: string;
  /** Correlation key; empty for signals. */
  readonly key: string;
}

export interface IncidentWait {
  readonly kind: 'incident';
  readonly id: number;
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly raised: number;
  readonly data?: Json;
}

/** `changed`: same kind and id, other content (claimed, transferred, timer moved). `closed.how`: completed by its own command, else cancelled. */
export type Effect =
  | { readonly type: 'opened'; readonly wait: Wait }
  | { readonly type: 'changed'; readonly wait: Wait }
  | {
      readonly type: 'closed';
      readonly kind: Wait['kind'];
      readonly id: number;
      readonly how: 'completed' | 'cancelled';
    }
  /** A signal thrown to the other instances of the town. */
  | { readonly type: 'signal'; readonly name: string; readonly variables: Variables; readonly key: string }
  /** A message thrown to whoever waits for it in the town. */
  | {
      readonly type: 'message';
      readonly name: string;
      readonly correlationKey: string;
      readonly variables: Variables;
      readonly key: string;
    }
  /** The step stopped at its budget: run `continue` next. */
  | { readonly type: 'continue' };
