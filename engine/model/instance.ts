import type { Json, Variables } from './variables.ts';

export type InstanceStatus = 'active' | 'completed' | 'terminated' | 'cancelled';

/**
 * The state of one procedure instance: plain JSON, arrays ordered by id, compact keys (it is written at every command).
 * A token is a run of its scope's statechart and stores only the node where it stands; everything nested hangs on a token
 * (a sub-process, a called procedure, a loop body is a scope whose parent is a token).
 */
export interface InstanceState {
  /** Version of this format; upcasters live in core. */
  readonly f: 1;
  /** Last number handed out; tokens, scopes, subscriptions, activations share one counter. */
  readonly n: number;
  readonly status: InstanceStatus;
  readonly scopes: readonly ScopeState[];
  readonly tokens: readonly TokenState[];
  readonly subs: readonly SubscriptionState[];
  readonly incidents: readonly IncidentState[];
  /** Work left over when a step ran into its budget; only `continue` is accepted until it is empty. */
  readonly queue?: readonly Json[];
  /** Activations so far, against the budget of 10,000. */
  readonly entries: number;
  /** Suspended: jobs and timers are no rows until it is resumed. */
  readonly z?: true;
}

export interface ScopeState {
  readonly i: number;
  /** Procedure key when this scope is the root of a process or of a called process; else inherited from the parent scope. */
  readonly p?: string;
  /** Element id of the process or sub-process. */
  readonly d: string;
  /** Id of the token this scope hangs on; absent at the root. */
  readonly t?: number;
  readonly v: Variables;
  /** What was done in it and can be compensated, oldest first. */
  readonly c?: readonly CompensationRecord[];
  /** Complex gateways that wait for their reset: the incoming flows that are still to come. */
  readonly g?: { readonly [gateway: string]: readonly string[] };
  /** Ad-hoc: activities still to begin, and (`o`) whether it is over and only waits for the rest. */
  readonly h?: readonly string[];
  readonly o?: true;
  /** The scope of a loop: its tokens are the instances of one activity. */
  readonly l?: LoopState;
  /** Compensation under way: what is still to be compensated, and the operation that follows. */
  readonly r?: readonly CompensationRecord[];
  readonly x?: Json;
}

/** An activity that was done: its handler's inputs as they were then, and the scope it had. */
export interface CompensationRecord {
  readonly c?: FrozenScope;
  readonly n: string;
  readonly v?: Variables;
}

export interface FrozenScope {
  readonly c: readonly CompensationRecord[];
  readonly d: string;
  readonly p?: string;
  readonly v: Variables;
}

export interface LoopState {
  /** Instances begun, completed, and in total (absent: as long as a condition holds). */
  readonly b: number;
  readonly c: number;
  readonly n?: number;
  /** Items of the collection; results so far, by instance. */
  readonly i?: readonly Json[];
  readonly o?: readonly Json[];
}

export interface TokenState {
  readonly i: number;
  /** Scope id. */
  readonly s: number;
  /**
   * Statechart state: the node id, and for an activity the stage of its life: `~arrived`, `~on` once it has begun,
   * `~failed` while an incident holds its job, `~done` when its work is finished and only its results and flows remain.
   */
  readonly n: string;
  /** Flow by which it came; joins count by it. */
  readonly via?: string;
  /** Activation id: key of the task, job or call. */
  readonly a?: number;
  /** Local variables (input mappings). */
  readonly v?: Variables;
  /** Of a user task: who has claimed it, who may not take it, and what else its row shows. */
  readonly w?: Json;
  /** Of a container that is done: what compensation needs of its scope. */
  readonly c?: FrozenScope;
}

export interface SubscriptionState {
  readonly i: number;
  /** Owner: a token, or a scope for event sub-processes. */
  readonly t?: number;
  readonly s?: number;
  /** Node of the event. */
  readonly n: string;
  readonly k: 'timer' | 'message' | 'signal' | 'conditional' | 'escalation';
  /** Timer: due, ms. */
  readonly due?: number;
  /** Timer cycle: repetitions left after this one (-1 without end) and the period, ISO 8601. */
  readonly left?: number;
  readonly every?: string;
  /** Message or signal: name and correlation key. */
  readonly name?: string;
  readonly key?: string;
  /** Conditional: its value when it was last looked at; and which of the event's definitions it is. */
  readonly last?: boolean;
  readonly m?: number;
  /** One of several that must all come has come, with this. */
  readonly got?: Variables;
}

/**
 * Why work stopped. evaluation: an expression or mapping failed; no-condition: no flow's condition holds and there is no
 * default; no-hands: nobody could do the task; uncaught-error: no boundary event takes the error's code; job-failed: the
 * attempts are spent; no-process: the called process is not deployed; call-depth, activations, variables: over a budget;
 * loop: gateways lead in a circle without a wait; bodies: more instances of one activity than the budget allows;
 * no-cancel: a transaction is cancelled that has no cancel boundary event.
 */
export type IncidentCode =
  | 'evaluation'
  | 'no-condition'
  | 'no-hands'
  | 'uncaught-error'
  | 'job-failed'
  | 'no-process'
  | 'call-depth'
  | 'activations'
  | 'variables'
  | 'loop'
  | 'bodies'
  | 'no-cancel';

export interface IncidentState {
  readonly i: number;
  /** Element the work stopped at. */
  readonly n: string;
  readonly code: IncidentCode;
  /** “Expected … but …”. */
  readonly message: string;
  /** The parked operation, retried as it is, or the job that is out of attempts. */
  readonly op?: Json;
  readonly job?: number;
  readonly at: number;
}
