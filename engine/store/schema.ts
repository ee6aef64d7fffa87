import type { ColumnType, Generated } from 'kysely';
import type { Command } from '../model/command.ts';
import type { Actor, Outcome } from '../model/door.ts';
import type { HistoryEvent } from '../model/event.ts';
import type { InstanceState, InstanceStatus } from '../model/instance.ts';
import type { Bulk, BulkOrder } from '../model/operations.ts';
import type { SourceFile } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import type { Answer } from '../model/world.ts';

/** jsonb: read as the value, written as its text. */
type Jsonb<T> = ColumnType<T, string, string>;
/** bigint: pg hands it over as text, so that no digit is lost. */
type Bigint = ColumnType<string, string | number, string | number>;

/** The tables of the engine, as kysely sees them. Merge with those of the domain: `Kysely<EngineTables & MyTables>`. */
export interface EngineTables {
  instance: InstanceTable;
  task: TaskTable;
  job: JobTable;
  timer: TimerTable;
  subscription: SubscriptionTable;
  incident: IncidentTable;
  history: HistoryTable;
  procedure_version: ProcedureVersionTable;
  idempotency: IdempotencyTable;
  delivery: DeliveryTable;
  start_trigger: StartTriggerTable;
  buffered_message: BufferedMessageTable;
  bulk_operation: BulkOperationTable;
  bulk_item: BulkItemTable;
}

export interface InstanceTable {
  town_id: number;
  instance_id: string;
  /** Key of the procedure it was started with, or was taken to by a migration. */
  procedure_key: string;
  /** Keys of all procedures it stands in now: its own and those it has called. */
  procedures: string[];
  business_key: string | null;
  status: InstanceStatus;
  /** Commands so far. */
  rev: number;
  state: Jsonb<InstanceState>;
  created_at: Date;
  ended_at: Date | null;
  /** As in its state: no jobs and timers until it is resumed. */
  suspended: Generated<boolean>;
}

export interface TaskTable {
  town_id: number;
  instance_id: string;
  task_no: number;
  procedure_key: string;
  element_id: string;
  name: string;
  form: string | null;
  status: 'open' | 'completed' | 'cancelled';
  assignee: string | null;
  candidate_groups: string[];
  candidate_users: string[];
  excluded_users: string[];
  due_at: Date | null;
  follow_up_at: Date | null;
  priority: number;
  business_key: string | null;
  created_at: Date;
  ended_at: Date | null;
  /** Who completed it; null when it was cancelled. */
  ended_by: string | null;
  /** Who delegated it and gets it back. */
  owner: string | null;
  /** Its instance is suspended: it is shown and takes nothing. */
  suspended: Generated<boolean>;
}

export interface JobTable {
  town_id: number;
  instance_id: string;
  job_no: number;
  procedure_key: string;
  element_id: string;
  type: string;
  input: Jsonb<Variables>;
  headers: Jsonb<Readonly<Record<string, string>>>;
  business_key: string | null;
  /** A job that is out of attempts has no row but an incident; resolving it makes the row again. */
  status: 'ready' | 'failed';
  /** Counted when a worker takes it, so that a crash counts too. */
  attempts: number;
  max_attempts: number;
  run_at: Date;
  lease_until: Date | null;
  fence: Bigint;
  last_error: string | null;
}

export interface TimerTable {
  town_id: number;
  instance_id: string;
  timer_no: number;
  element_id: string;
  due_at: Date;
  lease_until: Date | null;
  fence: Bigint;
  attempts: number;
}

export interface SubscriptionTable {
  town_id: number;
  instance_id: string;
  sub_no: number;
  element_id: string;
  event: 'message' | 'signal';
  name: string;
  key: string;
}

export interface IncidentTable {
  town_id: number;
  instance_id: string;
  incident_no: number;
  element_id: string;
  code: string;
  message: string;
  raised_at: Date;
  resolved_at: Date | null;
  business_key: string | null;
}

export interface HistoryTable {
  town_id: number;
  instance_id: string;
  rev: number;
  at: Date;
  actor: Jsonb<Actor>;
  command: Jsonb<Command>;
  events: Jsonb<readonly HistoryEvent[]>;
  answers: Jsonb<readonly Answer[]>;
  /** Format of command, events and answers. */
  format: number;
}

export interface ProcedureVersionTable {
  town_id: number;
  procedure_key: string;
  process_id: string;
  version: number;
  name: string;
  /** Of the whole folder of files. */
  checksum: string;
  files: Jsonb<readonly SourceFile[]>;
  note: string;
  created_by: Jsonb<Actor>;
  created_at: Date;
  active: boolean;
  /** By which a call may name the version. */
  tag: string | null;
}

export interface IdempotencyTable {
  town_id: number;
  key: string;
  request_hash: string;
  outcome: Jsonb<Outcome>;
  created_at: Date;
}

export interface DeliveryTable {
  town_id: number;
  key: string;
  instance_id: string;
  kind: 'message' | 'signal' | 'continue';
  name: string;
  correlation_key: string;
  variables: Jsonb<Variables>;
  run_at: Date;
  lease_until: Date | null;
  fence: Bigint;
  attempts: number;
}

/** By what an instance begins without being asked for: of the newest version of each process only. */
export interface StartTriggerTable {
  town_id: number;
  process_id: string;
  /** Start event, receive task, or event behind an instantiating gateway. */
  element_id: string;
  /** Which of the event's definitions, from 0. */
  trigger_no: number;
  procedure_key: string;
  event: 'message' | 'signal' | 'timer' | 'conditional';
  /** Of the message or signal; of a timer its definition; else empty. */
  name: string;
  /** All definitions of the event must have come; then `arrived` holds what this one came with. */
  together: boolean;
  arrived: Jsonb<Arrived> | null;
  /** Timer: the next firing; null when there is none left. */
  due_at: Date | null;
  /** Cycle: firings after the next (-1 without end), and how far apart. */
  rounds_left: number | null;
  every: string | null;
  /** Condition: what it gave when it was last looked at. */
  holds: boolean;
  lease_until: Date | null;
  fence: Bigint;
  attempts: number;
  /** Its version is suspended: it begins nothing. */
  suspended: Generated<boolean>;
}

/** What one of several events brought, and the correlation key when it was a message. */
export interface Arrived {
  readonly variables: Variables;
  readonly key: string | null;
}

export interface BufferedMessageTable {
  town_id: number;
  message_id: string;
  name: string;
  key: string;
  variables: Jsonb<Variables>;
  actor: Jsonb<Actor>;
  idempotency_key: string | null;
  request_hash: string;
  published_at: Date;
  /** Put off after a failure. */
  run_at: Date;
  expires_at: Date;
  attempts: number;
}

/** What a bulk does to each of its instances: the order without its choice, reason and paging. */
export type BulkBody = BulkOrder extends infer Order
  ? Order extends BulkOrder
    ? Omit<Order, 'choice' | 'reason'>
    : never
  : never;

export interface BulkOperationTable {
  town_id: number;
  bulk_id: string;
  kind: Bulk['kind'];
  reason: string;
  actor: Jsonb<Actor>;
  body: Jsonb<BulkBody>;
  status: Bulk['status'];
  total: number;
  created_at: Date;
  ended_at: Date | null;
}

export interface BulkItemTable {
  town_id: number;
  bulk_id: string;
  instance_id: string;
  /** `left`: not begun when its bulk was stopped. */
  status: 'waiting' | 'done' | 'failed' | 'left';
  /** Why it failed. */
  code: string | null;
  message: string | null;
  lease_until: Date | null;
  fence: Bigint;
  attempts: number;
  ended_at: Date | null;
}
