import type { Evaluation } from './expression.ts';
import type { MigrationPlan, Modification } from './operation.ts';
import type { Json, Variables } from './variables.ts';

/**
 * What happened, in order. Appended to history with the command; the trace of a scenario is the same list.
 * Whatever can stand (activities, catch and boundary events) is `entered` and later `left`, exactly once each; start and
 * end events and gateways have no duration and are only `entered`, a join when it fires.
 */
export type HistoryEvent =
  | { readonly type: 'instance.started'; readonly procedure: string }
  | { readonly type: 'instance.completed' | 'instance.terminated' }
  | { readonly type: 'instance.cancelled'; readonly reason: string }
  /** `activation` is the task, job or scope number; `scope` the scope it happened in; `procedure` only inside a called procedure. */
  | {
      readonly type: 'entered';
      readonly element: string;
      readonly activation: number;
      readonly scope: number;
      readonly procedure?: string;
    }
  | {
      readonly type: 'left';
      readonly element: string;
      readonly activation: number;
      readonly how: 'completed' | 'interrupted';
    }
  | { readonly type: 'flow'; readonly flow: string }
  | { readonly type: 'called'; readonly element: string; readonly procedure: string }
  | {
      readonly type: 'task.claimed' | 'task.released' | 'task.transferred' | 'task.completed';
      readonly element: string;
      readonly task: number;
      readonly user: string;
      readonly reason?: string;
    }
  | { readonly type: 'job.completed'; readonly element: string; readonly job: number }
  | {
      readonly type: 'job.failed';
      readonly element: string;
      readonly job: number;
      readonly message: string;
      readonly left: number;
    }
  | { readonly type: 'error.thrown'; readonly element: string; readonly code: string; readonly caught?: string }
  | { readonly type: 'escalation.thrown'; readonly element: string; readonly code: string; readonly caught?: string }
  | { readonly type: 'signal.thrown'; readonly element: string; readonly name: string }
  | { readonly type: 'message.thrown'; readonly element: string; readonly name: string; readonly key: string }
  | { readonly type: 'compensation.thrown'; readonly element: string; readonly activities: readonly string[] }
  | { readonly type: 'condition.met'; readonly element: string }
  | { readonly type: 'activated'; readonly element: string; readonly scope: number }
  | { readonly type: 'timer.fired'; readonly element: string }
  | { readonly type: 'message.received'; readonly element: string; readonly name: string; readonly key: string }
  | { readonly type: 'signal.received'; readonly element: string; readonly name: string }
  | { readonly type: 'variables.set'; readonly scope: number; readonly variables: Variables }
  | {
      readonly type: 'decision.evaluated';
      readonly element: string;
      readonly decision: string;
      readonly inputs: Json;
      readonly matched: readonly number[];
      readonly output: Json;
      readonly required?: readonly Evaluation[];
    }
  | {
      readonly type: 'incident.raised';
      readonly incident: number;
      readonly element: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'incident.resolved'; readonly incident: number; readonly element: string }
  | {
      readonly type: 'incident.skipped';
      readonly incident: number;
      readonly element: string;
      readonly reason: string;
    }
  | {
      readonly type: 'task.delegated' | 'task.resolved';
      readonly element: string;
      readonly task: number;
      readonly user: string;
      readonly to: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'task.returned';
      readonly element: string;
      readonly task: number;
      readonly user: string;
      readonly to: string;
      readonly reason: string;
    }
  | { readonly type: 'instance.suspended'; readonly reason: string }
  | { readonly type: 'instance.resumed'; readonly reason?: string }
  | { readonly type: 'modified'; readonly reason: string; readonly changes: readonly Modification[] }
  | { readonly type: 'migrated'; readonly reason: string; readonly plan: MigrationPlan };
