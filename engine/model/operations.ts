import type { Actor, AskedBy, InstanceRef } from './caller.ts';
import type { Command } from './command.ts';
import type { IncidentCode, InstanceStatus } from './instance.ts';
import type { MigrationDraft, MigrationPlan, MigrationProblem } from './operation.ts';
import type { Json, Variables } from './variables.ts';

/** What administrators of a running engine do; each command of it is also a row of history. All lists are keyset-paged. */
export interface Operations {
  /**
   * Moves the tag of a process to this version; `null` takes the version's tag off. `start` by tag and calls by tag use
   * the newest version that carries it. Like all methods that write: the same idempotency key never acts twice.
   */
  tag(town: number, key: string, tag: string | null, options?: AskedBy): Promise<void>;
  /**
   * Nothing begins with a suspended version any more; what runs goes on, also by calls bound to its deployment. No older
   * version takes its place: a start is rejected with `conflict`, a call of the newest (or of the newest with its tag)
   * raises the incident `no-process`, and its triggers rest. A message it would begin by is lost unless it has a time to
   * live, signals and conditions pass by, and rounds of its clock that are over when it is resumed are left out.
   */
  suspendVersion(town: number, key: string, options?: AskedBy): Promise<void>;
  resumeVersion(town: number, key: string, options?: AskedBy): Promise<void>;

  findInstances(town: number, query: InstanceQuery): Promise<Page<FoundInstance>>;
  findTasks(town: number, query: TaskQuery): Promise<Page<FoundTask>>;
  findIncidents(town: number, query: IncidentQuery): Promise<Page<FoundIncident>>;

  /** A plan by equal ids, then equal names of the same kind and scope. Throws `Rejected` when a version is unknown. */
  planMigration(town: number, from: string, to: string): Promise<MigrationDraft>;
  /** Runs the plan over the pure step for each chosen instance and stores nothing. At most 1,000 instances are looked at. */
  tryMigration(town: number, plan: MigrationPlan, choice: Choice): Promise<MigrationTrial>;

  /**
   * Writes down one item an instance, in one transaction; a worker carries them out one by one, also after a restart.
   * Orders on the same instance are carried out in the order they were given.
   */
  begin(town: number, order: BulkOrder, options: AskedBy): Promise<Bulk>;
  bulk(town: number, id: string): Promise<Bulk | undefined>;
  bulks(town: number, page?: PageRequest): Promise<Page<Bulk>>;
  /** Items that failed, with their reason. */
  bulkFailures(town: number, id: string, page?: PageRequest): Promise<Page<BulkFailure>>;
  /** What has not begun is left undone. */
  stopBulk(town: number, id: string, options?: AskedBy): Promise<Bulk>;

  statistics(town: number, query: StatisticsQuery): Promise<readonly ElementStatistics[]>;
  /** Event log for process mining and for the file: one line an event, oldest first, of all instances that match. */
  exportHistory(town: number, query: InstanceQuery): AsyncIterable<LoggedEvent>;
}

export interface PageRequest {
  readonly cursor?: string;
  /** 1 to 200; 50 when not given. */
  readonly limit?: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** For the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** Compares one variable of the root scope; `contains` is for texts, the order for numbers and ISO dates. */
export interface VariableTest {
  readonly name: string;
  readonly is: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'present';
  readonly value?: Json;
}

export interface InstanceQuery extends PageRequest {
  /** Id of the process, or the key of one version. */
  readonly process?: string;
  readonly version?: string;
  readonly status?: InstanceStatus | 'suspended';
  /** Stands at this element now. */
  readonly element?: string;
  readonly incident?: boolean | IncidentCode;
  readonly businessKey?: string;
  readonly startedAfter?: Date;
  readonly startedBefore?: Date;
  readonly variables?: readonly VariableTest[];
  /** Oldest first instead of newest first. */
  readonly oldest?: boolean;
}

export interface FoundInstance {
  readonly ref: InstanceRef;
  readonly procedure: string;
  readonly businessKey: string | null;
  readonly status: InstanceStatus;
  readonly suspended: boolean;
  readonly created: Date;
  readonly ended: Date | null;
  readonly rev: number;
  /** Elements at which it stands now. */
  readonly elements: readonly string[];
  readonly incidents: number;
}

export interface TaskQuery extends PageRequest {
  readonly process?: string;
  readonly version?: string;
  readonly element?: string;
  readonly status?: 'open' | 'completed' | 'cancelled';
  /** Who has it or had it, or completed it without having claimed it; `null`: nobody. */
  readonly assignee?: string | null;
  readonly group?: string;
  readonly createdBefore?: Date;
  readonly dueBefore?: Date;
  readonly variables?: readonly VariableTest[];
}

export interface FoundTask {
  readonly ref: InstanceRef;
  readonly task: number;
  readonly procedure: string;
  readonly element: string;
  readonly name: string;
  readonly status: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | null;
  readonly suspended: boolean;
  readonly businessKey: string | null;
  readonly created: Date;
  readonly due: Date | null;
  readonly ended: Date | null;
  /** Who completed it. */
  readonly endedBy: string | null;
}

export interface IncidentQuery extends PageRequest {
  readonly process?: string;
  readonly version?: string;
  readonly element?: string;
  readonly code?: IncidentCode;
  /** Open ones when not given. */
  readonly resolved?: boolean;
}

export interface FoundIncident {
  readonly ref: InstanceRef;
  readonly incident: number;
  readonly procedure: string;
  readonly element: string;
  readonly code: IncidentCode;
  readonly message: string;
  readonly businessKey: string | null;
  readonly raised: Date;
  readonly resolved: Date | null;
}

/**
 * Which instances: named, or all that the query matches when the order is given (its paging is ignored). A query that
 * names no status means active ones (to resume: suspended ones); for a migration one that names neither process nor version
 * means those of `plan.from`, and for a retry one that says nothing of incidents means those that have one of its code.
 */
export type Choice = { readonly instances: readonly string[] } | { readonly query: InstanceQuery };

export interface MigrationTrial {
  readonly looked: number;
  /** More instances match than were looked at. */
  readonly more: boolean;
  readonly ready: number;
  readonly refused: readonly { readonly instance: string; readonly problems: readonly MigrationProblem[] }[];
}

/**
 * One command for many instances. `retry`: resolves every open incident of each; an instance whose work fails again at
 * once counts as failed, under the code of the new incident.
 */
export type BulkOrder = {
  readonly choice: Choice;
  readonly reason: string;
} & (
  | { readonly kind: 'migrate'; readonly plan: MigrationPlan }
  | { readonly kind: 'retry'; readonly code?: IncidentCode; readonly element?: string; readonly variables?: Variables }
  | { readonly kind: 'suspend' | 'resume' | 'cancel' }
  | { readonly kind: 'modify'; readonly changes: Extract<Command, { type: 'modify' }>['changes'] }
);

export interface Bulk {
  readonly id: string;
  readonly kind: BulkOrder['kind'];
  readonly reason: string;
  readonly by: Actor;
  readonly status: 'running' | 'done' | 'stopped';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly created: Date;
  readonly ended: Date | null;
}

export interface BulkFailure {
  readonly instance: string;
  readonly businessKey: string | null;
  readonly code: string;
  readonly message: string;
}

export interface StatisticsQuery {
  /** Key of one version. */
  readonly version: string;
  /** Runs of elements that began in this time. */
  readonly from: Date;
  readonly to: Date;
}

/** Of one element of one version, for the heat map. Durations in milliseconds, of the runs that ended. */
export interface ElementStatistics {
  readonly element: string;
  readonly entered: number;
  readonly open: number;
  readonly completed: number;
  readonly interrupted: number;
  readonly median: number | undefined;
  readonly p90: number | undefined;
  /** Open tasks past their due date, and closed ones that were. */
  readonly overdue: number;
  readonly incidents: number;
}

export interface LoggedEvent {
  readonly instance: string;
  readonly businessKey: string | null;
  readonly procedure: string;
  readonly rev: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly command: Command['type'];
  readonly event: string;
  readonly element: string | undefined;
}
